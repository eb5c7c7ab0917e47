namespace ChargingConsole.Benchmarks.Load;

/// <summary>Sessions or heartbeats: connect, warm up, measure, end in good order.</summary>
internal static class TrafficLoad
{
    public static async Task<(Measured, IReadOnlyList<ToldSession>)> RunAsync(SubjectKind kind, Subject subject, LoadSettings settings, CancellationToken cancellationToken)
    {
        var tally = new Tally();
        using var fleet = new ChargerFleet(
            settings.Chargers,
            number => settings.Mode == LoadMode.Heartbeat ? new BootScript(number, heartbeats: true) : new SessionScript(number),
            tally, kind != SubjectKind.Console, settings.Rate);
        await fleet.ConnectAsync(subject.OcppPort, settings.Parallel, cancellationToken);

        var followers = settings.Mode == LoadMode.Mixed && kind == SubjectKind.Console ? settings.Followers : 0;
        await using var hub = await HubFollowers.StartAsync(subject.WebPort, followers, tally, cancellationToken);
        using var pacing = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pace = fleet.PaceAsync(pacing.Token);
        await Task.Delay(TimeSpan.FromSeconds(settings.WarmUp), cancellationToken);

        fleet.OpenWindow();
        hub.OpenWindow();
        var window = new Window(subject, tally);
        if (settings.Watch > 0)
        {
            var vitals = await Vitals.WatchAsync(
                subject, tally, TimeSpan.FromSeconds(settings.Seconds), TimeSpan.FromSeconds(settings.Watch), Console.Out, cancellationToken);
            await Console.Out.WriteLineAsync($"    {Vitals.Verdict(vitals)}");
        }
        else
        {
            await Task.Delay(TimeSpan.FromSeconds(settings.Seconds), cancellationToken);
        }

        var measured = window.Close(kind, new Measured { Subject = kind, PaceLateMs = fleet.LateMs, Batches = hub.Batches });

        await pacing.CancelAsync();
        await pace;
        await fleet.FinishAsync();
        return (measured with { Errors = tally.Errors, Problems = tally.Problems }, fleet.Told);
    }
}
