using System.Net.WebSockets;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Data;
using ChargingConsole.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Tests.Scenarios;

/// <summary>kill -9 at random moments under load: what was answered is on disk, once.</summary>
public sealed class KilledServer
{
    private const int Kills = 20;
    private const int Chargers = 12;

    [Fact]
    public async Task Whatever_was_answered_is_on_disk_exactly_once_after_twenty_kills()
    {
        var folder = Directory.CreateTempSubdirectory("charging-console-kill-").FullName;
        var random = new Random(9);
        var drivers = Enumerable.Range(1, Chargers).Select(number => new Driver($"KILL-{number}")).ToList();

        for (var round = 0; round < Kills; round++)
        {
            await using var server = await ServerProcess.StartAsync(folder);
            var driving = drivers.Select(driver => driver.DriveAsync(server.Ocpp)).ToList();
            await Task.Delay(random.Next(100, 700), TestContext.Current.CancellationToken);
            await server.KillAsync();
            await Task.WhenAll(driving);
        }

        await using (var console = await RunningConsole.StartOnAsync(folder))
        {
            await using var context = console.Get<ChargingDatabase>().OpenReader();
            var transactions = await context.Transactions.ToListAsync(TestContext.Current.CancellationToken);
            var readings = await context.MeterReadings.ToListAsync(TestContext.Current.CancellationToken);
            foreach (var driver in drivers)
            {
                driver.Verify(transactions, readings);
            }

            Assert.All(transactions.Where(row => row.IsOpen).CountBy(row => row.ChargePointKey), open => Assert.Equal(1, open.Value));
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"{Kills} kills, {drivers.Sum(driver => driver.Answered)} messages answered, {transactions.Count} transactions, {readings.Count} readings, 0 missing, 0 double");
        }

        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A charger with a memory: it repeats what was not answered, with the same content, as real ones do.</summary>
    private sealed class Driver(string id)
    {
        private readonly Dictionary<int, (int MeterStart, int? MeterStop)> _sessions = [];
        private readonly List<(int Transaction, int Register)> _readings = [];
        private int _step;
        private int _register = 1000;
        private int _transaction;
        private int _meterStart;
        private DateTimeOffset _time = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

        public int Answered { get; private set; }

        public async Task DriveAsync(Uri ocpp)
        {
            try
            {
                await using var charger = await RawCharger.BootAsync(ocpp, id, 1);
                while (true)
                {
                    await StepAsync(charger);
                    Answered++;
                }
            }
            catch (Exception e) when (e is WebSocketException or HttpRequestException or OperationCanceledException or IOException)
            {
                // The server was killed; the step not answered is taken again in the next round.
            }
        }

        private async Task StepAsync(RawCharger charger)
        {
            switch (_step)
            {
                case 0:
                    var start = await charger.CallAsync("StartTransaction", $$"""{"connectorId":1,"idTag":"APP_USER","meterStart":{{_register}},"timestamp":"{{_time:O}}"}""");
                    _transaction = start.GetProperty("transactionId").GetInt32();
                    _meterStart = _register;
                    Assert.True(_sessions.TryAdd(_transaction, (_meterStart, null)), $"Transaction {_transaction} was given twice.");
                    break;
                case < 4:
                    await charger.CallAsync("MeterValues", $$"""{"connectorId":1,"transactionId":{{_transaction}},"meterValue":[{"timestamp":"{{_time:O}}","sampledValue":[{"value":"{{_register}}"}]}]}""");
                    _readings.Add((_transaction, _register));
                    break;
                default:
                    await charger.CallAsync("StopTransaction", $$"""{"transactionId":{{_transaction}},"meterStop":{{_register}},"timestamp":"{{_time:O}}"}""");
                    _sessions[_transaction] = (_meterStart, _register);
                    break;
            }

            _step = (_step + 1) % 5;
            _register += 10;
            _time += TimeSpan.FromSeconds(30);
        }

        public void Verify(IReadOnlyList<TransactionRow> transactions, IReadOnlyList<MeterReadingRow> readings)
        {
            foreach (var (transaction, (meterStart, meterStop)) in _sessions)
            {
                var row = Assert.Single(transactions, known => known.Id == transaction);
                Assert.Equal(meterStart, row.MeterStart);
                if (meterStop is not null)
                {
                    Assert.Equal((TransactionStatus.Completed, false, (long?)meterStop), (row.Status, row.Estimated, row.MeterStop));
                }
            }

            foreach (var (transaction, register) in _readings)
            {
                Assert.Single(readings, known => known.TransactionId == transaction && known.EnergyWh == register);
            }
        }
    }
}
