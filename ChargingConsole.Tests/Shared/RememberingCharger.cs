using System.Net.WebSockets;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Tests.Shared;

/// <summary>
/// A charger with a memory: it charges, session after session, repeats what was not answered with the
/// same content, as real ones do, and knows afterwards what has to be in the database.
/// </summary>
public sealed class RememberingCharger(string id)
{
    private readonly Dictionary<int, (int MeterStart, int? MeterStop)> _sessions = [];
    private readonly HashSet<(int Transaction, int Register)> _readings = [];
    private int _step;
    private int _register = 1000;
    private int _transaction;
    private int _meterStart;
    private int _answered;
    private int _reconnects;
    private DateTimeOffset _time = TimeProvider.System.GetUtcNow().AddHours(-12);

    /// <summary>How many messages about transactions were answered.</summary>
    public int Answered => Volatile.Read(ref _answered);

    /// <summary>How often it had to connect again.</summary>
    public int Reconnects => Volatile.Read(ref _reconnects);

    /// <summary>How long it waits between messages.</summary>
    public TimeSpan Pause { get; init; }

    /// <summary>How long it waits for an answer before it connects again.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Some chargers, named alike.</summary>
    public static List<RememberingCharger> Some(int count, string name, double pauseMilliseconds = 0, double patienceSeconds = 10) =>
        [.. Enumerable.Range(1, count).Select(number => new RememberingCharger($"{name}-{number}")
        {
            Pause = TimeSpan.FromMilliseconds(pauseMilliseconds),
            Patience = TimeSpan.FromSeconds(patienceSeconds),
        })];

    /// <summary>Charges until the socket ends.</summary>
    public async Task DriveAsync(Uri ocpp)
    {
        try
        {
            await ChargeAsync(ocpp, CancellationToken.None);
        }
        catch (Exception e) when (IsEndOfSocket(e))
        {
            // The server went; the step not answered is taken again in the next round.
        }
    }

    /// <summary>Charges through everything that happens, connecting again where it has to; it stops between two sessions when there was enough.</summary>
    public async Task PersistAsync(Uri ocpp, CancellationToken enough)
    {
        while (true)
        {
            try
            {
                await ChargeAsync(ocpp, enough);
                return;
            }
            catch (Exception e) when (IsEndOfSocket(e) && !TestContext.Current.CancellationToken.IsCancellationRequested)
            {
                Interlocked.Increment(ref _reconnects);
                await Task.Delay(100, TestContext.Current.CancellationToken);
            }
        }
    }

    /// <summary>
    /// What got a CALLRESULT is in the database exactly once, and nothing else is there or open, except
    /// the one message of each charger that is still to be repeated. Gives the figures.
    /// </summary>
    internal static async Task<string> VerifyAsync(ChargingDatabase database, IReadOnlyCollection<RememberingCharger> chargers)
    {
        await using var context = database.OpenReader();
        var keys = await context.ChargePoints.ToDictionaryAsync(row => row.ChargePointId, row => row.Key, TestContext.Current.CancellationToken);
        var transactions = (await context.Transactions.ToListAsync(TestContext.Current.CancellationToken)).ToLookup(row => row.ChargePointKey);
        var readings = (await context.MeterReadings.ToListAsync(TestContext.Current.CancellationToken)).ToLookup(row => row.ChargePointKey);
        foreach (var charger in chargers)
        {
            var key = keys[charger.Id];
            charger.Verify([.. transactions[key]], [.. readings[key]]);
        }

        Assert.Empty(await context.OrphanStops.ToListAsync(TestContext.Current.CancellationToken));
        return $"{chargers.Sum(charger => charger.Answered)} messages answered, {chargers.Sum(charger => charger.Reconnects)} reconnects, "
            + $"{transactions.Sum(rows => rows.Count())} transactions, {readings.Sum(rows => rows.Count())} readings, 0 missing, 0 double";
    }

    private string Id => id;

    private static bool IsEndOfSocket(Exception e) =>
        e is WebSocketException or HttpRequestException or OperationCanceledException or IOException;

    private async Task ChargeAsync(Uri ocpp, CancellationToken enough)
    {
        await using var charger = await RawCharger.BootAsync(ocpp, id, 1);
        charger.Patience = Patience;
        while (_step != 0 || !enough.IsCancellationRequested)
        {
            await StepAsync(charger);
            Interlocked.Increment(ref _answered);
            if (Pause > TimeSpan.Zero)
            {
                await Task.Delay(Pause, TestContext.Current.CancellationToken);
            }
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
        _time += TimeSpan.FromSeconds(1);
    }

    private void Verify(IReadOnlyList<TransactionRow> transactions, IReadOnlyList<MeterReadingRow> readings)
    {
        foreach (var row in transactions)
        {
            if (!_sessions.TryGetValue(row.Id, out var told))
            {
                Assert.True(_step == 0 && row.IsOpen && row.MeterStart == _register, $"{id} knows nothing of {row}");
            }
            else
            {
                Assert.Equal(told.MeterStart, row.MeterStart);
                Assert.True(row.StopTime is null || row.StopTime >= row.StartTime, $"{id} stopped before it started: {row}");
                if (told.MeterStop is not null)
                {
                    Assert.Equal((TransactionStatus.Completed, false, (long?)told.MeterStop), (row.Status, row.Estimated, row.MeterStop));
                }
            }
        }

        Assert.Superset(_sessions.Keys.ToHashSet(), transactions.Select(row => row.Id).ToHashSet());
        Assert.True(transactions.Count(row => row.IsOpen) <= 1, $"{id} has more than one open transaction.");
        Assert.True(transactions.Count <= _sessions.Count + 1, $"{id} has more than one transaction that it was not told of.");

        var stored = readings.Select(row => (row.TransactionId ?? 0, (int)(row.EnergyWh ?? 0))).ToList();
        Assert.All(stored.CountBy(reading => reading), reading => Assert.Equal(1, reading.Value));
        Assert.Superset(_readings, stored.ToHashSet());
        Assert.All(stored.Except(_readings), reading => Assert.Equal((_transaction, _register), reading));
    }
}
