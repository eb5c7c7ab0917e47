using System.CommandLine;
using ChargingConsole.Benchmarks.Growth;
using ChargingConsole.Benchmarks.Load;

namespace ChargingConsole.Benchmarks.Table;

/// <summary>The <c>table</c> command: every target, measured by one command.</summary>
internal static class TableCommand
{
    public static Command Create()
    {
        var runs = LoadCommand.Whole("--runs", "Runs of each row; medians are told.", 5);
        var seconds = LoadCommand.Whole("--seconds", "The measured window in seconds.", 20);
        var warmUp = LoadCommand.Whole("--warm-up", "Seconds of load before the window.", 5);
        var scale = new Option<double>("--scale") { Description = "A factor on chargers and rates, for a short look; 1 for the targets.", DefaultValueFactory = _ => 1 };
        var rows = new Option<string[]>("--rows") { Description = "Only these rows: " + string.Join(", ", TargetRows.Names), AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };
        var filled = new Option<string?>("--filled") { Description = "The filled database of the growth row; made when it is not there." };
        var frames = new Option<long>("--frames") { Description = "Frames to fill it with.", DefaultValueFactory = _ => 10_000_000 };
        var sessions = new Option<long>("--sessions") { Description = "Sessions to fill it with.", DefaultValueFactory = _ => 1_000_000 };
        var output = new Option<string?>("--output") { Description = "The markdown file to write the table to (between its markers when it has them)." };
        var set = new Option<string[]>("--set") { Description = "A setting for the server.", DefaultValueFactory = _ => [] };
        var command = new Command("table", "Measures every target of the performance table.") { runs, seconds, warmUp, scale, rows, filled, frames, sessions, output, set };
        command.SetAction(async (parsed, cancellation) =>
        {
            var wanted = parsed.GetValue(rows)! is { Length: > 0 } some ? some : TargetRows.Names;
            var database = parsed.GetValue(filled) is { } path ? Path.GetFullPath(path) : null;
            if (wanted.Contains("growth") && database is null)
            {
                Console.Out.WriteLine("The growth row is left out: it needs --filled.");
                wanted = [.. wanted.Where(name => name != "growth")];
            }
            else if (wanted.Contains("growth") && !File.Exists(database))
            {
                await FillCommand.RunAsync(database!, parsed.GetValue(frames), parsed.GetValue(sessions), (int)(1000 * parsed.GetValue(scale)), Console.Out, cancellation);
            }

            // After the fill, which may use both cores.
            await Cores.PinLoadAsync();
            var basis = new LoadSettings
            {
                Mode = LoadMode.Session,
                Seconds = parsed.GetValue(seconds),
                WarmUp = parsed.GetValue(warmUp),
                Runs = parsed.GetValue(runs),
                Server = ServerBuild.Find(),
                ServerSettings = parsed.GetValue(set)!,
            };
            var lines = await new TargetRows(basis, parsed.GetValue(scale), database, Console.Out).MeasureAsync(wanted, cancellation);
            var text = Markdown.Table(lines, basis.Runs, parsed.GetValue(scale));
            Console.Out.WriteLine(text);
            if (parsed.GetValue(output) is { } file)
            {
                await Markdown.WriteAsync(file, text, cancellation);
            }

            return lines.All(line => line.IsMet) ? 0 : 1;
        });
        return command;
    }
}
