using ChargingConsole.Benchmarks.Load;
using Microsoft.Data.Sqlite;

namespace ChargingConsole.Benchmarks.Verify;

/// <summary>Compares what chargers were told with what is on disk.</summary>
internal static class DatabaseCheck
{
    private const int Completed = 3;

    public static async Task<Verdict> RunAsync(string database, Baseline baseline, IReadOnlyList<ToldSession> told)
    {
        await using var connection = Baseline.Open(database);
        var stored = await TransactionsAsync(connection, baseline.Transaction);
        var readings = await ReadingsAsync(connection, baseline.Reading);
        long missing = 0, surplus = 0, open = 0;
        var seen = new HashSet<int>();
        // One id for two sessions is as bad as two rows for one.
        var twice = told.LongCount(session => !seen.Add(session.TransactionId));

        foreach (var session in told)
        {
            if (!stored.Remove(session.TransactionId, out var row) || row.ChargePointId != Charger.IdOf(session.Charger) || row.MeterStart != session.MeterStart)
            {
                missing++;
                continue;
            }

            if (session.MeterStop is { } stop && (row.Status != Completed || row.MeterStop != stop))
            {
                missing++;
            }

            readings.Remove(session.TransactionId, out var count);
            missing += Math.Max(0, session.Readings - count);
            twice += Math.Max(0, count - session.Readings);
            open += session.MeterStop is null || row.Status != Completed ? 1 : 0;
        }

        surplus += stored.Count + readings.Values.Sum() + await CountAsync(connection, $"SELECT count(*) FROM OrphanStops WHERE Id > {baseline.Orphan}");
        return new Verdict(
            told.Count, told.Sum(session => (long)session.Readings), missing, twice, surplus, open,
            await CountAsync(connection, $"SELECT count(*) + count(AnswerKind) FROM Frames WHERE Id > {baseline.Frame} AND Gap IS NULL"),
            await CountAsync(connection, $"SELECT coalesce(sum(Gap), 0) FROM Frames WHERE Id > {baseline.Frame} AND Gap IS NOT NULL"));
    }

    private static async Task<Dictionary<int, StoredTransaction>> TransactionsAsync(SqliteConnection connection, long after)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT t.Id, c.ChargePointId, t.MeterStart, t.MeterStop, t.Status
            FROM Transactions t JOIN ChargePoints c ON c.Key = t.ChargePointKey
            WHERE t.Id > $after
            """;
        command.Parameters.AddWithValue("$after", after);
        var rows = new Dictionary<int, StoredTransaction>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetInt32(0), new StoredTransaction(
                reader.GetString(1), reader.GetInt64(2), await reader.IsDBNullAsync(3) ? null : reader.GetInt64(3), reader.GetInt32(4)));
        }

        return rows;
    }

    private static async Task<Dictionary<int, int>> ReadingsAsync(SqliteConnection connection, long after)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT coalesce(TransactionId, 0), count(*) FROM MeterReadings WHERE Id > $after GROUP BY 1";
        command.Parameters.AddWithValue("$after", after);
        var counts = new Dictionary<int, int>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            counts.Add(reader.GetInt32(0), reader.GetInt32(1));
        }

        return counts;
    }

    private static async Task<long> CountAsync(SqliteConnection connection, FormattableString query)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Numbers only.
        command.CommandText = FormattableString.Invariant(query);
#pragma warning restore CA2100
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private sealed record StoredTransaction(string ChargePointId, long MeterStart, long? MeterStop, int Status);
}
