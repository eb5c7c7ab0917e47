using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Hosting;

/// <summary>Each start is a process of its own, as an operator sees it.</summary>
public sealed class StartRefusalTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("charging-refusal-").FullName;

    private string Database => Path.Combine(_folder, "charging.db");

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_and_left_as_it_is()
    {
        await File.WriteAllTextAsync(Database, "Dear diary, today I charged 12 kWh.", TestContext.Current.CancellationToken);

        await AssertRefusedAsync("is not a SQLite database", "To restore a backup");

        Assert.StartsWith("Dear diary", await File.ReadAllTextAsync(Database, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_file_whose_write_ahead_log_is_there_is_refused_and_not_made_anew()
    {
        await MakeAsync(kill: true);
        Assert.True(new FileInfo(Database + "-wal").Length > 0);
        File.Move(Database, Database + ".moved");

        await AssertRefusedAsync("is missing, but its write-ahead log", "Put the file back", "To begin with an empty database");

        Assert.False(File.Exists(Database));
        File.Move(Database + ".moved", Database);
        await MakeAsync(kill: true);
    }

    [Fact]
    public async Task A_damaged_file_is_refused()
    {
        await MakeAsync(kill: false);
        await using (var file = new FileStream(Database, FileMode.Open, FileAccess.ReadWrite))
        {
            // The header is whole; the pages behind it are not.
            file.Position = 100;
            await file.WriteAsync(Enumerable.Repeat((byte)0x5A, (int)file.Length - 100).ToArray(), TestContext.Current.CancellationToken);
        }

        await AssertRefusedAsync("is damaged", "To restore a backup", ".recover");
    }

    [Fact]
    public async Task A_file_that_was_cut_short_is_refused()
    {
        await MakeAsync(kill: false);
        await using (var file = new FileStream(Database, FileMode.Open, FileAccess.ReadWrite))
        {
            file.SetLength(file.Length / 2);
        }

        await AssertRefusedAsync("is damaged", "To restore a backup");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task AssertRefusedAsync(params string[] told)
    {
        var (code, output) = await ServerProcess.RunToEndAsync(_folder);

        Assert.True(code == 3, $"Exit code {code}: {output}");
        Assert.All(told, part => Assert.Contains(part, output, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled", output, StringComparison.Ordinal);
    }

    /// <summary>A database with a session in it, as a killed server or a backup leaves it.</summary>
    private async Task MakeAsync(bool kill)
    {
        await using (var server = await ServerProcess.StartAsync(_folder))
        {
            await using var charger = await RawCharger.BootAsync(server.Ocpp, "REFUSED-1", 1);
            await server.KillAsync();
        }

        if (!kill)
        {
            // Opened and closed once more, the write-ahead log goes into the file.
            await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Database};Pooling=False");
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
    }
}
