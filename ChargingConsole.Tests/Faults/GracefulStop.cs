using System.Diagnostics;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Tests.Faults;

/// <summary>SIGTERM under load.</summary>
public sealed class GracefulStop
{
    [Fact]
    public async Task A_stop_under_load_takes_seconds_and_keeps_all_that_was_answered()
    {
        var folder = Directory.CreateTempSubdirectory("charging-console-stop-").FullName;
        var chargers = RememberingCharger.Some(50, "STOP");
        TimeSpan took;
        await using (var server = await ServerProcess.StartAsync(folder))
        {
            var driving = chargers.Select(charger => charger.DriveAsync(server.Ocpp)).ToList();
            await Until.TrueAsync(() => chargers.TrueForAll(charger => charger.Answered >= 10), "all charge");
            var start = Stopwatch.GetTimestamp();
            var code = await server.TerminateAsync();
            took = Stopwatch.GetElapsedTime(start);
            await Task.WhenAll(driving);

            Assert.Equal(0, code);
            Assert.InRange(took.TotalSeconds, 0, 25);
            Assert.DoesNotContain(server.Output, line => line.StartsWith("fail:", StringComparison.Ordinal));
        }

        await using (var console = await RunningConsole.StartOnAsync(folder))
        {
            var figures = await RememberingCharger.VerifyAsync(console.Get<ChargingDatabase>(), chargers);
            await using var context = console.Get<ChargingDatabase>().OpenReader();
            var results = await context.Frames.CountAsync(row => row.AnswerKind == FrameKind.Result && row.Action != "BootNotification" && row.Action != "StatusNotification", TestContext.Current.CancellationToken);
            Assert.InRange(results, chargers.Sum(charger => charger.Answered), int.MaxValue);
            Assert.False(await context.Frames.AnyAsync(row => row.Gap != null, TestContext.Current.CancellationToken));
            TestContext.Current.TestOutputHelper?.WriteLine($"Stopped after {took.TotalSeconds:F1} s with 50 chargers, {results} answers in the journal; {figures}");
        }

        Directory.Delete(folder, recursive: true);
    }
}
