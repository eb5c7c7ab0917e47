using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Data.Sqlite;
using ChargingConsole.Core.Journal;
using ChargingConsole.Core.Ocpp.Frames;

namespace ChargingConsole.Benchmarks.Growth;

/// <summary>The <c>history</c> command: what whoever searches a filled journal waits for.</summary>
internal static class HistoryCommand
{
    private const int Page = 300;
    private const double TargetMs = 300;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    public static Command Create()
    {
        var database = new Option<string>("--database") { Description = "A SQLite file that fill has made.", Required = true };
        var command = new Command("history", "Times the search of a filled journal: the first page, or the first word of how far it is.") { database };
        command.SetAction(async (parsed, cancellation) => await RunAsync(Path.GetFullPath(parsed.GetValue(database)!), Console.Out, cancellation) ? 0 : 1);
        return command;
    }

    private static async Task<bool> RunAsync(string path, TextWriter output, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException("There is no such database; fill makes one.", path);
        }

        var engine = new SqliteEngine($"Data Source={path}");
        // Filled files outlive the builds that made them.
        await engine.MigrateAsync(cancellationToken);
        var journal = new JournalQueries(new ChargingDatabase(engine), TimeProvider.System);
        var middle = TimeProvider.System.GetUtcNow().AddDays(-14);
        if (await journal.ListAsync(new FrameFilter(), null, 1, cancellationToken) is not [var newest, ..])
        {
            throw new InvalidOperationException("The journal is empty.");
        }

        var old = (await journal.ListAsync(new FrameFilter { To = middle }, null, 1, cancellationToken))[0];
        (string Name, FrameFilter Filter)[] searches =
        [
            ("no filter", new()),
            ("one charger", new() { ChargePointKey = newest.ChargePointKey }),
            ("an action that is everywhere", new() { Action = "MeterValues" }),
            ("an action that is nowhere", new() { Action = "Reset" }),
            ("to chargers", new() { Direction = FrameDirection.Out }),
            ("CALLRESULT", new() { Kind = FrameKind.Result }),
            ("errors (none)", new() { ErrorsOnly = true }),
            ("flagged (none)", new() { FlaggedOnly = true }),
            ("slower than 1 ms", new() { LatencyOverMs = 1 }),
            ("slower than 1 s (none)", new() { LatencyOverMs = 1000 }),
            ("a text that is everywhere", new() { Text = "sampledValue" }),
            ("a text of one frame, half way back", new() { Text = old.UniqueId }),
            ("a text that is nowhere", new() { Text = "nowhere at all" }),
            ("one charger, a text that is nowhere", new() { ChargePointKey = newest.ChargePointKey, Text = "nowhere at all" }),
            ("a transaction that is nowhere", new() { Transaction = int.MaxValue }),
            ("an hour two weeks ago", new() { From = middle, To = middle.AddHours(1) }),
            ("that hour, errors (none)", new() { From = middle, To = middle.AddHours(1), ErrorsOnly = true }),
            ("everything at once (none)", new() { ChargePointKey = newest.ChargePointKey, Action = "MeterValues", Direction = FrameDirection.Out, Kind = FrameKind.Error, ErrorsOnly = true, FlaggedOnly = true, LatencyOverMs = 5, Text = "x", From = middle.AddDays(-7), To = middle.AddDays(7) }),
        ];

        output.WriteLine($"{path}, {new FileInfo(path).Length / 1048576} MB");
        output.WriteLine("| Search | First word ms | Longest silence ms | First page ms | Found | Came to |");
        output.WriteLine("|---|---|---|---|---|---|");
        var longest = 0.0;
        foreach (var (name, filter) in searches)
        {
            var timed = await TimeAsync(journal, filter, cancellationToken);
            longest = Math.Max(longest, timed.Silence);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {timed.First:F0} | {timed.Silence:F0} | {timed.Page:F0} | {timed.Found} | {timed.End} |"));
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"longest silence of all: {longest:F0} ms"));
        var isGood = longest <= TargetMs;
        output.WriteLine(isGood ? $"Nobody waited longer than {TargetMs:F0} ms for a page or for a word." : $"Somebody waited longer than {TargetMs:F0} ms without a word.");
        return isGood;
    }

    private static async Task<(double First, double Silence, double Page, int Found, string End)> TimeAsync(JournalQueries journal, FrameFilter filter, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        var (last, found, first, silence, end) = (began, 0, 0.0, 0.0, "the page is full");
        await foreach (var stretch in journal.BackAsync(filter, null, Page, cancellationToken))
        {
            var now = Stopwatch.GetTimestamp();
            silence = Math.Max(silence, Stopwatch.GetElapsedTime(last, now).TotalMilliseconds);
            first = first == 0 ? silence : first;
            (last, found) = (now, found + stretch.Frames.Count);
            if (stretch.IsComplete)
            {
                end = "the beginning";
            }
            else if (Stopwatch.GetElapsedTime(began, now) > s_patience)
            {
                end = string.Create(CultureInfo.InvariantCulture, $"{stretch.Share:P0} after a minute");
                break;
            }
        }

        return (first, silence, Stopwatch.GetElapsedTime(began).TotalMilliseconds, found, end);
    }
}
