using Microsoft.Data.Sqlite;

namespace ChargingConsole.Benchmarks.Verify;

/// <summary>What was in the database before the run; only what came after is the run's.</summary>
internal sealed record Baseline(long Transaction, long Reading, long Frame, long Orphan)
{
    public static async Task<Baseline> ReadAsync(string database)
    {
        if (!File.Exists(database))
        {
            return new Baseline(0, 0, 0, 0);
        }

        await using var connection = Open(database);
        return new Baseline(
            await LastAsync(connection, "Transactions"), await LastAsync(connection, "MeterReadings"),
            await LastAsync(connection, "Frames"), await LastAsync(connection, "OrphanStops"));
    }

    internal static SqliteConnection Open(string database)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static async Task<long> LastAsync(SqliteConnection connection, string table)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The table is one of four constants.
        command.CommandText = $"SELECT coalesce(max(Id), 0) FROM {table}";
#pragma warning restore CA2100
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
