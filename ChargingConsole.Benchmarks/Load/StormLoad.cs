using System.Diagnostics;

namespace ChargingConsole.Benchmarks.Load;

/// <summary>Chargers that the server knows all come back in the same moment: connect, boot, status.</summary>
internal static class StormLoad
{
    public static async Task<(Measured, IReadOnlyList<ToldSession>)> RunAsync(SubjectKind kind, Subject subject, LoadSettings settings, CancellationToken cancellationToken)
    {
        var tally = new Tally();
        var isFloor = kind != SubjectKind.Console;
        using (var known = new ChargerFleet(settings.Chargers, number => new BootScript(number, heartbeats: false), tally, isFloor, rate: 0))
        {
            await known.ConnectAsync(subject.OcppPort, settings.Parallel, cancellationToken);
            await known.WaitUntilSilentAsync();
        }

        // The power is back: nobody waits for anybody.
        await Task.Delay(TimeSpan.FromSeconds(2), cancellationToken);
        using var storm = new ChargerFleet(settings.Chargers, number => new BootScript(number, heartbeats: false), tally, isFloor, rate: 0);
        var window = new Window(subject, tally);
        var began = Stopwatch.GetTimestamp();
        var served = new Histogram();
        var noted = Task.WhenAll(storm.All.Select(async charger =>
        {
            await charger.Silent;
            served.Record(Stopwatch.GetElapsedTime(began));
        }));
        await storm.ConnectAsync(subject.OcppPort, settings.Chargers, cancellationToken);
        await storm.WaitUntilSilentAsync();
        await noted.WaitAsync(TimeSpan.FromSeconds(1), cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var measured = window.Close(kind);
        return (measured with
        {
            Errors = tally.Errors,
            Problems = tally.Problems,
            P50 = served.PercentileMs(0.50),
            P95 = served.PercentileMs(0.95),
            P99 = served.PercentileMs(0.99),
            Max = served.MaxMs,
        }, []);
    }
}
