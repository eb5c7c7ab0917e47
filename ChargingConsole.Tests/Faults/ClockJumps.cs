using System.Diagnostics;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Data;
using ChargingConsole.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChargingConsole.Tests.Faults;

/// <summary>The server's clock is set, forward and back, while chargers talk.</summary>
public sealed class ClockJumps
{
    [Fact]
    public async Task A_clock_that_jumps_disturbs_neither_the_journal_nor_sessions_nor_timers()
    {
        var clock = new JumpingClock();
        var chargers = RememberingCharger.Some(4, "JUMP", pauseMilliseconds: 10);
        var folder = Directory.CreateTempSubdirectory("charging-console-jump-").FullName;
        double[] jumps = [3600, -7200, 86_400 * 2, -86_400 * 4, 86_400 * 400, -86_400 * 398, 1, -1];
        string figures;
        await using (var console = await StartAsync(folder, clock))
        {
            using var enough = new CancellationTokenSource();
            await using var heart = await HeartbeatWatch.StartAsync(console.Ocpp);
            var charging = Task.WhenAll(chargers.Select(charger => charger.PersistAsync(console.Ocpp, enough.Token)));
            foreach (var jump in jumps)
            {
                clock.Jump(TimeSpan.FromSeconds(jump));
                var before = chargers.ToDictionary(charger => charger, charger => charger.Answered);
                await Until.TrueAsync(() => chargers.TrueForAll(charger => charger.Answered >= before[charger] + 7), "all charge on");
            }

            await enough.CancelAsync();
            await charging;
            var (fired, began) = (clock.Fired, Stopwatch.GetTimestamp());
            await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
            // Each second one look for expired commands and the journal's ten breaths beside the watch's heartbeats.
            Assert.InRange(clock.Fired - fired, 1, (long)(25 * Stopwatch.GetElapsedTime(began).TotalSeconds));
            Assert.All(chargers, charger => Assert.Equal(0, charger.Reconnects));
            figures = $"{clock.Fired - fired} timers in two seconds, {await heart.EndAsync()}; {await RememberingCharger.VerifyAsync(console.Get<ChargingDatabase>(), chargers)}";
        }

        // A restart whose clock is a day behind all that is stored.
        clock.Jump(TimeSpan.FromDays(-1));
        await using (var console = await StartAsync(folder, clock))
        {
            await using var charger = await RawCharger.BootAsync(console.Ocpp, "JUMP-1", 1);
            await charger.CallAsync("Heartbeat", "{}");
        }

        await using (var console = await StartAsync(folder, clock))
        {
            await using var context = console.Get<ChargingDatabase>().OpenReader();
            var frames = await context.Frames.OrderBy(row => row.Id).ToListAsync(TestContext.Current.CancellationToken);
            var byId = frames.ToDictionary(frame => frame.Id);
            Assert.All(frames, frame => Assert.True(frame.CallId is null || (frame.CallId < frame.Id && byId[frame.CallId.Value].UniqueId == frame.UniqueId)));
            Assert.All(frames, frame => Assert.InRange(frame.LatencyMicroseconds ?? 0, 0, 60_000_000));
            // Each charger numbers its messages as it sends them: the journal tells them in that order.
            foreach (var calls in frames.Where(frame => frame.CallId is null).GroupBy(frame => frame.ChargePointKey))
            {
                var numbers = calls.Select(call => int.Parse(call.UniqueId.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture)).ToList();
                var restarts = numbers.Zip(numbers.Skip(1)).Count(pair => pair.Second != pair.First + 1);
                Assert.InRange(restarts, 0, 1);
            }

            var transactions = await context.Transactions.ToListAsync(TestContext.Current.CancellationToken);
            Assert.All(transactions, row => Assert.True(row.StopTime >= row.StartTime, row.ToString()));
            TestContext.Current.TestOutputHelper?.WriteLine($"{jumps.Length + 1} jumps, {frames.Count} frames in order, {figures}");
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_start_told_by_a_charger_whose_clock_is_wrong_is_the_same_start_after_a_restart()
    {
        const string Start = """{"connectorId":1,"idTag":"APP_USER","meterStart":1000,"timestamp":"2000-01-01T00:00:10Z"}""";
        var folder = Directory.CreateTempSubdirectory("charging-console-start-").FullName;
        int first, second;
        await using (var console = await RunningConsole.StartOnAsync(folder))
        {
            await using var charger = await RawCharger.BootAsync(console.Ocpp, "CP1", 1);
            first = (await charger.CallAsync("StartTransaction", Start)).GetProperty("transactionId").GetInt32();
        }

        await using (var console = await RunningConsole.StartOnAsync(folder))
        {
            await using var charger = await RawCharger.BootAsync(console.Ocpp, "CP1", 1);
            second = (await charger.CallAsync("StartTransaction", Start)).GetProperty("transactionId").GetInt32();
            await using var context = console.Get<ChargingDatabase>().OpenReader();
            Assert.Single(await context.Transactions.ToListAsync(TestContext.Current.CancellationToken));
        }

        Assert.Equal(first, second);
        Directory.Delete(folder, recursive: true);
    }

    private static Task<RunningConsole> StartAsync(string folder, TimeProvider clock) =>
        RunningConsole.StartOnAsync(folder, builder => builder.Services.Replace(ServiceDescriptor.Singleton(clock)));
}
