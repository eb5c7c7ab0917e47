using System.Globalization;
using ChargingConsole.Benchmarks.Growth;
using ChargingConsole.Benchmarks.Load;
using ChargingConsole.Core.Data.Sqlite;
using Microsoft.Data.Sqlite;

namespace ChargingConsole.Benchmarks.Dashboards;

/// <summary>A large fleet of which some hundred chargers are there and change, and the page that shows it.</summary>
internal static class FleetPageRun
{
    // In sight at once, and not one of those that the pace lets talk.
    private const int Probe = 3;
    private const double PaintTargetMs = 1000;
    private const double AnswerTargetMs = 150;
    private const double CoreTarget = 10;

    public static async Task<bool> RunAsync(LoadSettings settings, int live, int tries, bool tell, TextWriter output, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("charging-console-fleet-page-").FullName;
        try
        {
            var database = Path.Combine(folder, "charging.db");
            await FillAsync(database, settings.Chargers, cancellationToken);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(TimeSpan.FromSeconds((3 * settings.Seconds) + (60 * tries) + 600));
            await using var subject = await Subject.StartAsync(SubjectKind.Console, settings, database, limit.Token);
            var tally = new Tally();
            using var fleet = new ChargerFleet(live, number => new StatusScript(number), tally, isFloor: false, settings.Rate, first: Probe + 1);
            using var probe = new ChargerFleet(1, number => new StatusScript(number), tally, isFloor: false, rate: 1, first: Probe);
            await fleet.ConnectAsync(subject.OcppPort, settings.Parallel, limit.Token);
            await probe.ConnectAsync(subject.OcppPort, 1, limit.Token);
            using var pacing = CancellationTokenSource.CreateLinkedTokenSource(limit.Token);
            var pace = fleet.PaceAsync(pacing.Token);
            for (var i = 0; i < 3; i++)
            {
                // It boots, and tells where it stands.
                probe.All[0].Due(System.Diagnostics.Stopwatch.GetTimestamp());
                await Task.Delay(TimeSpan.FromSeconds(1), limit.Token);
            }

            await Task.Delay(TimeSpan.FromSeconds(2 * live / settings.Rate), limit.Token);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{settings.Chargers} chargers stored, {live} connected, {settings.Rate:F0} changes/s, windows of {settings.Seconds} s"));
            var table = await MeasureAsync(subject, tally, probe.All[0], settings, tries, tell, output, limit.Token);

            await pacing.CancelAsync();
            await pace;
            fleet.Dispose();
            probe.Dispose();
            await subject.StopAsync();
            table.Add("errors of the load", "0", $"{tally.Errors}{string.Concat(tally.Problems.Select(problem => $"; {problem}"))}", tally.Errors == 0);
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

    private static async Task FillAsync(string database, int chargers, CancellationToken cancellationToken)
    {
        await new SqliteEngine($"Data Source={database};Pooling=False").MigrateAsync(cancellationToken);
        await using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        await connection.OpenAsync(cancellationToken);
        var past = new Past(connection, chargers);
        await past.AddChargersAsync();
        await past.AddConnectorsAsync(2);
    }

    private static async Task<FigureTable> MeasureAsync(
        Subject subject, Tally tally, Charger probe, LoadSettings settings, int tries, bool tell, TextWriter output, CancellationToken cancellationToken)
    {
        var table = new FigureTable();
        await using var browser = await ConsoleBrowser.StartAsync();
        await using var view = new FleetView(browser, new Uri($"http://127.0.0.1:{subject.WebPort}/"));

        var first = await view.OpenAsync(1, isCached: false);
        table.Tell("first tile, the very first page after the start of the server, ms", $"{first.Tile.P50:F0}");
        await view.OpenAsync(2, isCached: false);
        await view.CloseAsync();
        // Until what runs all the time is compiled well, windows tell of the compiler.
        await Task.Delay(TimeSpan.FromSeconds(settings.WarmUp), cancellationToken);

        var none = await CoreAsync("no page", subject, tally, settings, output, cancellationToken);
        var cold = await view.OpenAsync(tries / 2, isCached: false);
        if (tell)
        {
            output.WriteLine(await view.TellAsync());
        }

        var warm = await view.OpenAsync(tries, isCached: true);
        await Task.Delay(TimeSpan.FromSeconds(2), cancellationToken);
        var one = await CoreAsync("1 page", subject, tally, settings, output, cancellationToken);
        var change = await view.ChangeAsync(probe, tries);
        var search = await view.SearchAsync(tries, settings.Chargers);
        var scroll = await view.ScrollAsync(tries);
        await view.CloseAsync();
        await Task.Delay(TimeSpan.FromSeconds(5), cancellationToken);
        var again = await CoreAsync("no page again", subject, tally, settings, output, cancellationToken);

        table.Tell("first text, nothing cached, ms", $"{cold.Text}");
        table.Add("first tile, nothing cached, ms", $"p95 ≤ {PaintTargetMs}", $"{cold.Tile}", cold.Tile.IsWithin(PaintTargetMs));
        table.Add("first tile, cached, ms", $"p95 ≤ {PaintTargetMs}", $"{warm.Tile}", warm.Tile.IsWithin(PaintTargetMs));
        table.Add("search, from the last key until only its answer is drawn, ms", $"p95 ≤ {AnswerTargetMs}", $"{search}", search.IsWithin(AnswerTargetMs));
        table.Add("scrolling anywhere until tiles are drawn there, ms", $"p95 ≤ {AnswerTargetMs}", $"{scroll}", scroll.IsWithin(AnswerTargetMs));
        table.Add("a StatusNotification at the socket until its tile says so, ms", "p95 ≤ 250", $"{change}", change.IsWithin(250));
        var cost = one - ((none + again) / 2);
        table.Add(
            string.Create(CultureInfo.InvariantCulture, $"what one page costs the server at {settings.Rate:F0} changes/s, % of a core"),
            $"≤ {CoreTarget}", string.Create(CultureInfo.InvariantCulture, $"{cost:F1} ({none:F1} and {again:F1} without it)"), cost <= CoreTarget);
        return table;
    }

    private static async Task<double> CoreAsync(string name, Subject subject, Tally tally, LoadSettings settings, TextWriter output, CancellationToken cancellationToken)
    {
        var window = new Window(subject, tally);
        await Task.Delay(TimeSpan.FromSeconds(settings.Seconds), cancellationToken);
        var measured = window.Close(SubjectKind.Console);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {measured.Core:F1} % of a core, answers p50 {measured.P50:F2} ms, p99 {measured.P99:F2} ms, {measured.MessagesPerSecond:F0} changes/s, {measured.MemoryMb:F0} MB"));
        return measured.Core;
    }
}
