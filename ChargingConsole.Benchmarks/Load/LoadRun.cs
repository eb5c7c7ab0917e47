using ChargingConsole.Benchmarks.Verify;

namespace ChargingConsole.Benchmarks.Load;

/// <summary>One run from the start of the server to the check of its database. Whatever happens, the process ends and the directory goes.</summary>
internal static class LoadRun
{
    public static async Task<Measured> RunAsync(SubjectKind kind, LoadSettings settings, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("charging-console-load-").FullName;
        try
        {
            var isOwn = settings.Database is null || kind != SubjectKind.Console;
            var database = isOwn ? Path.Combine(folder, "charging.db") : Path.GetFullPath(settings.Database!);
            var baseline = await Baseline.ReadAsync(database);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(TimeSpan.FromSeconds(settings.WarmUp + settings.Seconds + 300));
            await using var subject = await Subject.StartAsync(kind, settings, database, limit.Token);
            var (measured, told) = await ApplyAsync(kind, subject, settings, limit.Token);
            var stopped = await subject.StopAsync();
            measured = measured with
            {
                StopSeconds = stopped?.TotalSeconds,
                Problems = [.. measured.Problems, .. subject.Complaints.Take(5).Select(line => $"logged: {line}")],
            };
            return kind == SubjectKind.Console
                ? measured with { Verdict = await DatabaseCheck.RunAsync(database, baseline, told) }
                : measured;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task<(Measured, IReadOnlyList<ToldSession>)> ApplyAsync(
        SubjectKind kind, Subject subject, LoadSettings settings, CancellationToken cancellationToken) => settings.Mode switch
        {
            LoadMode.Idle => IdleLoad.RunAsync(kind, subject, settings, cancellationToken),
            LoadMode.RemoteStart => RemoteStartLoad.RunAsync(kind, subject, settings, cancellationToken),
            LoadMode.ReconnectStorm => StormLoad.RunAsync(kind, subject, settings, cancellationToken),
            _ => TrafficLoad.RunAsync(kind, subject, settings, cancellationToken),
        };
}
