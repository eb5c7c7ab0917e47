using ChargingConsole.Core.Data;
using ChargingConsole.Tests.Shared;
using Microsoft.Data.Sqlite;

namespace ChargingConsole.Tests.Faults;

/// <summary>Another process holds the database: everybody waits, nobody is dropped.</summary>
public sealed class LockedDatabase
{
    [Fact]
    public async Task A_database_locked_for_ten_seconds_costs_ten_seconds_and_no_connection()
    {
        var folder = Directory.CreateTempSubdirectory("charging-console-locked-").FullName;
        var chargers = RememberingCharger.Some(8, "LOCKED", pauseMilliseconds: 20, patienceSeconds: 40);
        string beats;
        await using (var server = await ServerProcess.StartAsync(folder))
        {
            using var enough = new CancellationTokenSource();
            await using var heart = await HeartbeatWatch.StartAsync(server.Ocpp);
            var charging = Task.WhenAll(chargers.Select(charger => charger.PersistAsync(server.Ocpp, enough.Token)));
            await Until.TrueAsync(() => chargers.TrueForAll(charger => charger.Answered >= 10), "all charge");

            int answered;
            await using (var other = new SqliteConnection($"Data Source={Path.Combine(folder, "charging.db")};Pooling=False"))
            {
                await other.OpenAsync(TestContext.Current.CancellationToken);
                await using var command = other.CreateCommand();
                command.CommandText = "BEGIN EXCLUSIVE";
                await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
                await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
                answered = chargers.Sum(charger => charger.Answered);
                await Task.Delay(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
                Assert.Equal(answered, chargers.Sum(charger => charger.Answered));
            }

            await Until.TrueAsync(() => chargers.Sum(charger => charger.Answered) >= answered + 100, "all charge again");
            await enough.CancelAsync();
            await charging.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
            beats = await heart.EndAsync();
            Assert.InRange(heart.Longest, TimeSpan.Zero, TimeSpan.FromSeconds(8));
            Assert.All(chargers, charger => Assert.Equal(0, charger.Reconnects));
            Assert.DoesNotContain(server.Output, line => line.StartsWith("fail:", StringComparison.Ordinal));
        }

        await using (var console = await RunningConsole.StartOnAsync(folder))
        {
            var figures = await RememberingCharger.VerifyAsync(console.Get<ChargingDatabase>(), chargers);
            TestContext.Current.TestOutputHelper?.WriteLine($"Locked for 10 s: {beats}; {figures}");
        }

        Directory.Delete(folder, recursive: true);
    }
}
