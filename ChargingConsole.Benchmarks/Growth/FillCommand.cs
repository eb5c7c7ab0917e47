using System.CommandLine;
using System.Diagnostics;
using ChargingConsole.Core.Data.Sqlite;
using Microsoft.Data.Sqlite;

namespace ChargingConsole.Benchmarks.Growth;

/// <summary>The <c>fill</c> command: a database as it is after a long while, made in minutes.</summary>
internal static class FillCommand
{
    public static Command Create()
    {
        var frames = new Option<long>("--frames") { Description = "Frames in the journal: CALLs and their answers, a row for both.", DefaultValueFactory = _ => 10_000_000 };
        var sessions = new Option<long>("--sessions") { Description = "Ended sessions, each with two readings.", DefaultValueFactory = _ => 1_000_000 };
        var chargers = new Option<int>("--chargers") { Description = "Chargers to spread them over.", DefaultValueFactory = _ => 1000 };
        var database = new Option<string>("--database") { Description = "The SQLite file to make.", Required = true };
        var command = new Command("fill", "Fills a database for the growth target.") { frames, sessions, chargers, database };
        command.SetAction(async (parsed, cancellation) =>
        {
            await RunAsync(Path.GetFullPath(parsed.GetValue(database)!), parsed.GetValue(frames), parsed.GetValue(sessions), parsed.GetValue(chargers), Console.Out, cancellation);
            return 0;
        });
        return command;
    }

    public static async Task RunAsync(string path, long frames, long sessions, int chargers, TextWriter output, CancellationToken cancellationToken)
    {
        if (File.Exists(path))
        {
            throw new IOException($"{path} exists; only a new database is filled.");
        }

        var began = Stopwatch.GetTimestamp();
        await new SqliteEngine($"Data Source={path};Pooling=False").MigrateAsync(cancellationToken);
        await using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            await connection.OpenAsync(cancellationToken);
            var past = new Past(connection, chargers);
            await past.ExecuteAsync("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -262144; PRAGMA temp_store = MEMORY;");
            // Sorted once at the end is many times faster than kept sorted all along.
            var indexes = await past.DropIndexesAsync();
            await past.AddChargersAsync();
            await past.AddSessionsAsync(sessions, cancellationToken);
            await past.AddFramesAsync(frames, cancellationToken);
            output.WriteLine(FormattableString.Invariant($"rows written after {Stopwatch.GetElapsedTime(began).TotalSeconds:F0} s; building {indexes.Count} indexes"));
            foreach (var index in indexes)
            {
                await past.ExecuteAsync(index);
            }

            await past.ExecuteAsync("PRAGMA journal_mode = WAL;");
        }

        output.WriteLine(FormattableString.Invariant(
            $"{path}: {frames} frames, {sessions} sessions, {new FileInfo(path).Length / 1048576} MB, in {Stopwatch.GetElapsedTime(began).TotalSeconds:F0} s"));
    }
}
