using System.Globalization;
using ChargingConsole.Benchmarks.Load;
using ChargingConsole.Benchmarks.Verify;

namespace ChargingConsole.Benchmarks.Dashboards;

/// <summary>
/// The same load with no page, with one and with all, and once more with none: what the pages cost is the
/// difference, and what the machine did meanwhile shows in the two windows without.
/// </summary>
internal static class DashboardsRun
{
    public static async Task<bool> RunAsync(LoadSettings settings, int pages, int hold, int tries, TextWriter output, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("charging-console-dashboards-").FullName;
        try
        {
            var database = Path.Combine(folder, "charging.db");
            var baseline = await Baseline.ReadAsync(database);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(TimeSpan.FromSeconds(settings.WarmUp + (6 * settings.Seconds) + hold + (4 * tries) + 300));
            await using var subject = await Subject.StartAsync(SubjectKind.Console, settings, database, limit.Token);
            var tally = new Tally();
            using var fleet = new ChargerFleet(settings.Chargers, number => new SessionScript(number), tally, isFloor: false, settings.Rate);
            await fleet.ConnectAsync(subject.OcppPort, settings.Parallel, limit.Token);
            using var pacing = CancellationTokenSource.CreateLinkedTokenSource(limit.Token);
            var pace = fleet.PaceAsync(pacing.Token);
            await Task.Delay(TimeSpan.FromSeconds(settings.WarmUp), limit.Token);

            var isGood = await MeasureAsync(subject, fleet, tally, settings, pages, hold, tries, output, limit.Token);

            await pacing.CancelAsync();
            await pace;
            await fleet.FinishAsync();
            await subject.StopAsync();
            var verdict = await DatabaseCheck.RunAsync(database, baseline, fleet.Told);
            output.WriteLine($"errors: {tally.Errors}; database {(verdict.IsGood ? "verified" : "WRONG")}{string.Concat(tally.Problems.Select(problem => $"; {problem}"))}");
            foreach (var complaint in subject.Complaints.Take(5))
            {
                output.WriteLine($"logged: {complaint}");
            }

            return isGood && tally.Errors == 0 && verdict.IsGood;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<bool> MeasureAsync(
        Subject subject, ChargerFleet fleet, Tally tally, LoadSettings settings, int pages, int hold, int tries, TextWriter output, CancellationToken cancellationToken)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{settings.Chargers} chargers, {settings.Rate:F0} messages/s offered ({2 * settings.Rate:F0} frames/s), windows of {settings.Seconds} s"));
        await using var browser = await LogPages.StartAsync(subject.WebPort);
        var none = await WindowAsync("no page", subject, fleet, tally, settings, output, cancellationToken);

        await browser.OpenAsync(1);
        await Task.Delay(TimeSpan.FromSeconds(5), cancellationToken);
        var one = await WindowAsync("1 page", subject, fleet, tally, settings, output, cancellationToken);
        var filters = await browser.FilterAsync(tries);
        var frames = await browser.OpenFramesAsync(tries);
        output.WriteLine($"filtering, 1 page: {Words(filters)}");
        output.WriteLine($"opening a frame, 1 page: {Words(frames)}");

        await browser.OpenAsync(pages);
        await Task.Delay(TimeSpan.FromSeconds(5), cancellationToken);
        var all = await WindowAsync($"{pages} pages", subject, fleet, tally, settings, output, cancellationToken);
        output.WriteLine($"filtering, {pages} pages: {Words(await browser.FilterAsync(tries / 2))}");
        output.WriteLine($"opening a frame, {pages} pages: {Words(await browser.OpenFramesAsync(tries / 2))}");
        await subject.SettleAsync(cancellationToken);
        var before = subject.Memory.Now / 1048576.0;
        await Task.Delay(TimeSpan.FromSeconds(hold), cancellationToken);
        await subject.SettleAsync(cancellationToken);
        var after = subject.Memory.Now / 1048576.0;

        await browser.CloseAsync();
        await Task.Delay(TimeSpan.FromSeconds(5), cancellationToken);
        var again = await WindowAsync("no page again", subject, fleet, tally, settings, output, cancellationToken);
        await subject.SettleAsync(cancellationToken);

        var idle = (Core(none) + Core(again)) / 2;
        var (p50, p99) = ((none.P50 + again.P50) / 2, (none.P99 + again.P99) / 2);
        var (cost, slower) = (Core(one) - idle, (all.P50 / p50) - 1);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"one page costs the server {cost:F1} % of a core; each of {pages} {(Core(all) - idle) / pages:F1} %"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"with {pages} pages the chargers' answers take {100 * slower:+0;-0} % (p50) and {100 * ((all.P99 / p99) - 1):+0;-0} % (p99)"));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"memory after collecting: {before:F0} MB with {pages} pages, {after:F0} MB {hold} s later ({(after - before) / pages:+0.0;-0.0} MB a page), {subject.Memory.Now / 1048576.0:F0} MB once they were closed (kept circuits of closed pages included)"));
        return Median(filters) is >= 0 and <= 200 && Median(frames) is >= 0 and <= 200 && cost <= 10 && slower <= 0.2;
    }

    private static async Task<Measured> WindowAsync(
        string name, Subject subject, ChargerFleet fleet, Tally tally, LoadSettings settings, TextWriter output, CancellationToken cancellationToken)
    {
        fleet.OpenWindow();
        var window = new Window(subject, tally);
        await Task.Delay(TimeSpan.FromSeconds(settings.Seconds), cancellationToken);
        var measured = window.Close(SubjectKind.Console, new Measured { Subject = SubjectKind.Console, PaceLateMs = fleet.LateMs });
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {Core(measured):F1} % of a core, p50 {measured.P50:F2} ms, p95 {measured.P95:F2}, p99 {measured.P99:F2}, {measured.MessagesPerSecond:F0} messages/s, {measured.MemoryMb:F0} MB, pace late by {measured.PaceLateMs:F1} ms"));
        return measured;
    }

    private static double Core(Measured measured) => 100 * measured.ProcessorSeconds / measured.Seconds;

    // The median decides: a browser on a shared core stumbles now and then.
    private static double Median(IReadOnlyList<double> values) => values.Count == 0 || values.Any(value => value < 0) ? -1 : values.Order().ElementAt(values.Count / 2);

    private static string Words(IReadOnlyList<double> values) => string.Create(
        CultureInfo.InvariantCulture,
        $"median {Median(values):F0} ms, longest {values.DefaultIfEmpty(0).Max():F0} ms of {values.Count}{(values.Any(value => value < 0) ? ", NOT EVERY ONE ENDED" : "")}");
}
