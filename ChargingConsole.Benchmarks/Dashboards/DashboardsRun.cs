using ChargingConsole.Benchmarks.Load;
using ChargingConsole.Benchmarks.Verify;

namespace ChargingConsole.Benchmarks.Dashboards;

/// <summary>
/// The same load with no page, with one and with all, and once more with none: what the pages cost is the
/// difference, and what the machine did meanwhile shows in the two windows without.
/// </summary>
internal static class DashboardsRun
{
    private const double AnswerTargetMs = 200;
    private const double CoreTarget = 10;
    private const double SlowerTarget = 0.2;
    private const double CircuitTargetKb = 4096;
    private const double Kilo = 1024;
    private const int LogRows = 2000;

    public static async Task<bool> RunAsync(LoadSettings settings, int pages, int hold, int tries, TextWriter output, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("charging-console-dashboards-").FullName;
        try
        {
            var database = Path.Combine(folder, "charging.db");
            var baseline = await Baseline.ReadAsync(database);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(TimeSpan.FromSeconds(settings.WarmUp + (((2 * settings.Runs) + 4) * (settings.Seconds + 20)) + hold + (40 * tries) + 600));
            await using var subject = await Subject.StartAsync(SubjectKind.Console, settings, database, limit.Token);
            var tally = new Tally();
            using var fleet = new ChargerFleet(settings.Chargers, number => new SessionScript(number), tally, isFloor: false, settings.Rate);
            await fleet.ConnectAsync(subject.OcppPort, settings.Parallel, limit.Token);
            using var pacing = CancellationTokenSource.CreateLinkedTokenSource(limit.Token);
            var pace = fleet.PaceAsync(pacing.Token);
            await Task.Delay(TimeSpan.FromSeconds(settings.WarmUp), limit.Token);

            var table = await MeasureAsync(subject, fleet, tally, settings, pages, hold, tries, output, limit.Token);

            await pacing.CancelAsync();
            await pace;
            await fleet.FinishAsync();
            fleet.Dispose();
            await subject.StopAsync();
            var verdict = await DatabaseCheck.RunAsync(database, baseline, fleet.Told);
            table.Add("errors of the load", "0", $"{tally.Errors}{string.Concat(tally.Problems.Select(problem => $"; {problem}"))}", tally.Errors == 0);
            table.Add("database afterwards", "complete", verdict.IsGood ? "complete" : $"{verdict}", verdict.IsGood);
            table.Write(output);
            foreach (var complaint in subject.Complaints.Take(12))
            {
                output.WriteLine($"logged: {complaint}");
            }

            return table.IsGood;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<FigureTable> MeasureAsync(
        Subject subject, ChargerFleet fleet, Tally tally, LoadSettings settings, int pages, int hold, int tries, TextWriter output, CancellationToken cancellationToken)
    {
        output.WriteLine(Text($"{settings.Chargers} chargers, {settings.Rate:F0} messages/s offered ({2 * settings.Rate:F0} frames/s), windows of {settings.Seconds} s"));
        await using var browser = await ConsoleBrowser.StartAsync();
        var log = new LogPages(browser, new Uri($"http://127.0.0.1:{subject.WebPort}/log"), output);
        // What is compiled for the very first page is no page's running cost.
        await log.OpenAsync(1);
        await Task.Delay(TimeSpan.FromSeconds(10), cancellationToken);
        await log.CloseAsync();
        await Task.Delay(TimeSpan.FromSeconds(3), cancellationToken);

        // They take turns, so that a noisy minute of the machine meets both.
        var (none, one) = (new List<Measured>(), new List<Measured>());
        Timings? filters = null, frames = null;
        for (var round = 0; round < settings.Runs; round++)
        {
            none.Add(await WindowAsync("no page", subject, fleet, tally, settings, output, cancellationToken));
            await log.OpenAsync(1);
            await Task.Delay(TimeSpan.FromSeconds(5), cancellationToken);
            one.Add(await WindowAsync("1 page", subject, fleet, tally, settings, output, cancellationToken));
            filters ??= await log.FilterAsync(tries);
            frames ??= await log.OpenFramesAsync(tries);
            await log.CloseAsync();
            await Task.Delay(TimeSpan.FromSeconds(3), cancellationToken);
        }

        var bare = await subject.SettleAsync(cancellationToken);
        var between = await WindowAsync("no page", subject, fleet, tally, settings, output, cancellationToken);

        await log.OpenAsync(pages);
        await Task.Delay(TimeSpan.FromSeconds(5), cancellationToken);
        var all = await WindowAsync($"{pages} pages", subject, fleet, tally, settings, output, cancellationToken);
        var before = await subject.SettleAsync(cancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(hold), cancellationToken);
        var after = await subject.SettleAsync(cancellationToken);

        await log.CloseAsync();
        await Task.Delay(TimeSpan.FromSeconds(5), cancellationToken);
        var again = await WindowAsync("no page", subject, fleet, tally, settings, output, cancellationToken);

        var table = new FigureTable();
        table.Add("filtering, one page, ms", $"p95 ≤ {AnswerTargetMs}", $"{filters}", filters!.IsWithin(AnswerTargetMs));
        table.Add("opening a frame, one page, ms", $"p95 ≤ {AnswerTargetMs}", $"{frames}", frames!.IsWithin(AnswerTargetMs));
        var (with, without) = (MedianCore(one), MedianCore([.. none, between]));
        table.Add("one page, % of a core of the server", $"< {CoreTarget}", Text($"{with - without:F1} ({with:F1} with it, {without:F1} without, medians of {settings.Runs} windows in turn)"), with - without < CoreTarget);
        var many = all.Core - ((between.Core + again.Core) / 2);
        table.Tell($"{pages} pages, % of a core of the server", Text($"{many:F1}, {many / pages:F1} each"));
        var (p50, p95, p99) = ((between.P50 + again.P50) / 2, (between.P95 + again.P95) / 2, (between.P99 + again.P99) / 2);
        var slower = (all.P50 / p50) - 1;
        table.Add(
            $"answers to chargers with {pages} pages against none, p50", $"< +{100 * SlowerTarget:F0} %",
            Text($"{100 * slower:+0;-0} % ({p50:F2} → {all.P50:F2} ms; p95 {p95:F2} → {all.P95:F2}, p99 {p99:F2} → {all.P99:F2})"), slower < SlowerTarget);
        var (held, grown) = ((before - bare) / Kilo / pages, (after - before) / Kilo / pages);
        table.Add(
            Text($"memory of a page's circuit, KB on the heap after collecting (≤ {LogRows} rows kept)"), $"≤ {CircuitTargetKb}; bounded",
            Text($"{held:F0}; {grown:+0;-0} more after {hold} s and {2 * settings.Rate * hold:F0} frames"), held <= CircuitTargetKb && grown <= CircuitTargetKb / 4);
        return table;
    }

    private static async Task<Measured> WindowAsync(
        string name, Subject subject, ChargerFleet fleet, Tally tally, LoadSettings settings, TextWriter output, CancellationToken cancellationToken)
    {
        fleet.OpenWindow();
        var window = new Window(subject, tally);
        await Task.Delay(TimeSpan.FromSeconds(settings.Seconds), cancellationToken);
        var measured = window.Close(SubjectKind.Console, new Measured { Subject = SubjectKind.Console, PaceLateMs = fleet.LateMs });
        output.WriteLine(Text(
            $"{name}: {measured.Core:F1} % of a core, p50 {measured.P50:F2} ms, p95 {measured.P95:F2}, p99 {measured.P99:F2}, {measured.MessagesPerSecond:F0} messages/s, {measured.MemoryMb:F0} MB, pace late by {measured.PaceLateMs:F1} ms"));
        return measured;
    }

    private static double MedianCore(List<Measured> windows) => windows.Select(window => window.Core).Order().ElementAt(windows.Count / 2);

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
