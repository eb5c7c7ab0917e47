using ChargingConsole.Benchmarks.Load;
using Microsoft.Data.Sqlite;

namespace ChargingConsole.Benchmarks.Growth;

/// <summary>Rows as the server would have written them over the last four weeks.</summary>
internal sealed class Past(SqliteConnection connection, int chargers)
{
    private const int RowsPerCommit = 200_000;
    private static readonly TimeSpan s_length = TimeSpan.FromDays(28);

    private readonly long _end = TimeProvider.System.GetUtcNow().AddMinutes(-10).ToUnixTimeMilliseconds();

    public async Task ExecuteAsync(string statement)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants, and what the schema itself says.
        command.CommandText = statement;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Drops all indexes of the big tables and gives the statements that make them again.</summary>
    public async Task<IReadOnlyList<string>> DropIndexesAsync()
    {
        var (names, statements) = (new List<string>(), new List<string>());
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ('Frames', 'Transactions', 'MeterReadings')";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                names.Add(reader.GetString(0));
                statements.Add(reader.GetString(1));
            }
        }

        foreach (var name in names)
        {
            await ExecuteAsync($"DROP INDEX \"{name}\"");
        }

        return statements;
    }

    // The load's own chargers: they come back to a database that knows them.
    public Task AddChargersAsync() => InsertAsync(
        "INSERT INTO ChargePoints (\"Key\", ChargePointId, CreatedAt, Registration, Vendor, Model, QuirkCount) VALUES ($1, $2, $3, 1, 'Bench', 'Load 22', 0)",
        chargers, (row, values) => (values[0], values[1], values[2]) = (row + 1, Charger.IdOf((int)row + 1), At(0, 1)), CancellationToken.None);

    /// <summary>So many connectors for each charger, all of them free.</summary>
    public Task AddConnectorsAsync(int each) => InsertAsync(
        "INSERT INTO Connectors (ChargePointKey, ConnectorId, Status, Since) VALUES ($1, $2, 1, $3)",
        (long)chargers * each, (row, values) => (values[0], values[1], values[2]) = ((row / each) + 1, (row % each) + 1, At(0, 1)), CancellationToken.None);

    public async Task AddSessionsAsync(long count, CancellationToken cancellationToken)
    {
        await InsertAsync(
            """
            INSERT INTO Transactions (Id, ChargePointKey, ConnectorId, IdTag, StartTime, ReportedStart, StartReceivedAt, MeterStart, Status,
                Authorization, StopIdTag, StopTime, StopReceivedAt, MeterStop, StopReason, EnergyWh, Estimated)
            VALUES ($1, $2, 1, 'APP_USER', $3, $3, $3, $4, 3, 'Accepted', 'APP_USER', $5, $5, $6, 'Local', 8000, 0)
            """,
            count,
            (row, values) =>
            {
                var start = At(row, count);
                (values[0], values[1], values[2], values[3], values[4], values[5]) =
                    (row + 1, Key(row), start, row, start + 3_600_000, row + 8000);
            },
            cancellationToken);
        await InsertAsync(
            "INSERT INTO MeterReadings (ChargePointKey, ConnectorId, TransactionId, Timestamp, EnergyWh, PowerW, VoltageV, CurrentA) VALUES ($1, 1, $2, $3, $4, 11040.5, 230.1, 16)",
            2 * count,
            (row, values) => (values[0], values[1], values[2], values[3]) =
                (Key(row / 2), (row / 2) + 1, At(row / 2, count) + (600_000 * ((row & 1) + 1)), (double)row),
            cancellationToken);
    }

    public Task AddFramesAsync(long count, CancellationToken cancellationToken) => InsertAsync(
        """
        INSERT INTO Frames (Id, Timestamp, ChargePointKey, Direction, Kind, UniqueId, Action, Payload, LatencyMicroseconds, Flags, AnswerKind, AnswerPayload)
        VALUES ($1, $2, $3, 0, 2, $4, 'MeterValues', $5, 1500, 0, 3, '{}')
        """,
        // A CALL of a charger and its answer are one row.
        count / 2,
        (row, values) =>
        {
            var at = At(row, count / 2);
            (values[0], values[1], values[2]) = ((at * 1000) + (2 * (row % 500)), at, Key(row));
            (values[3], values[4]) = ($"00000000-0000-4000-8000-{row:000000000000}", MeterValues);
        },
        cancellationToken);

    private const string MeterValues =
        """{"connectorId":1,"transactionId":1,"meterValue":[{"timestamp":"2026-01-01T00:00:00.000Z","sampledValue":[{"value":"123456","context":"Sample.Periodic","measurand":"Energy.Active.Import.Register","unit":"Wh"},{"value":"11040.5","measurand":"Power.Active.Import","unit":"W"}]}]}""";

    private long Key(long row) => (row % chargers) + 1;

    private long At(long row, long of) => _end - (long)s_length.TotalMilliseconds + (long)(s_length.TotalMilliseconds * row / of);

    private async Task InsertAsync(string statement, long count, Action<long, object[]> fill, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants only.
        command.CommandText = statement;
#pragma warning restore CA2100
        var parameters = Enumerable.Range(1, 9).TakeWhile(number => statement.Contains($"${number}", StringComparison.Ordinal))
            .Select(number => command.Parameters.Add(new SqliteParameter($"${number}", null))).ToArray();
        var values = new object[parameters.Length];
        for (var row = 0L; row < count;)
        {
            await using var transaction = (SqliteTransaction)await connection.BeginTransactionAsync(cancellationToken);
            command.Transaction = transaction;
            for (var end = Math.Min(count, row + RowsPerCommit); row < end; row++)
            {
                fill(row, values);
                for (var i = 0; i < values.Length; i++)
                {
                    parameters[i].Value = values[i];
                }

                command.ExecuteNonQuery();
            }

            await transaction.CommitAsync(cancellationToken);
        }
    }
}
