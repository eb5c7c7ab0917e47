namespace ChargingConsole.Benchmarks.Load;

/// <summary>What a connected charger costs that says nothing: memory before and after, garbage collected both times.</summary>
internal static class IdleLoad
{
    private const int FirstOnes = 50;

    public static async Task<(Measured, IReadOnlyList<ToldSession>)> RunAsync(SubjectKind kind, Subject subject, LoadSettings settings, CancellationToken cancellationToken)
    {
        var tally = new Tally();
        var isFloor = kind != SubjectKind.Console;
        // The first ones pay for code and pools that all others share.
        using var first = new ChargerFleet(FirstOnes, number => new BootScript(number, heartbeats: false), tally, isFloor, rate: 0, first: settings.Chargers + 1);
        await first.ConnectAsync(subject.OcppPort, settings.Parallel, cancellationToken);
        await first.WaitUntilSilentAsync();
        await subject.SettleAsync(cancellationToken);
        var before = subject.Memory.Now;

        using var fleet = new ChargerFleet(settings.Chargers, number => new BootScript(number, heartbeats: false), tally, isFloor, rate: 0);
        await fleet.ConnectAsync(subject.OcppPort, settings.Parallel, cancellationToken);
        await fleet.WaitUntilSilentAsync();
        await subject.SettleAsync(cancellationToken);
        var after = subject.Memory.Now;

        // What they cost the processor while they are silent: pings, timers, nothing else.
        var window = new Window(subject, tally);
        await Task.Delay(TimeSpan.FromSeconds(settings.Seconds), cancellationToken);
        var measured = window.Close(kind);
        return (measured with
        {
            Errors = tally.Errors,
            Problems = tally.Problems,
            MemoryMb = after / 1048576.0,
            KbPerConnection = (after - before) / 1024.0 / settings.Chargers,
        }, []);
    }
}
