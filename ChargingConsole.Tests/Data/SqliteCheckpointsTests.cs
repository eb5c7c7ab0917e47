using ChargingConsole.Core.Data.Sqlite;
using Microsoft.Data.Sqlite;

namespace ChargingConsole.Tests.Data;

public sealed class SqliteCheckpointsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("charging-checkpoints-").FullName;

    [Fact]
    public async Task The_log_is_copied_beside_the_writer_and_begins_anew()
    {
        using var writer = Open();
        var checkpoints = new SqliteCheckpoints(Connection, fullPages: 100);
        checkpoints.Connected();

        var rows = 0;
        for (; checkpoints.Completed < 3 && rows < 20_000; rows++)
        {
            Execute(writer, $"INSERT INTO Things VALUES ({rows}, hex(randomblob(1500)))");
            checkpoints.Committed(writer);
            if (rows % 50 == 0)
            {
                await Task.Yield();
            }
        }

        Assert.Equal(3, checkpoints.Completed);
        Execute(writer, $"INSERT INTO Things VALUES ({rows++}, 'the first of the new log')");
        // A log that went on from where it was would hold a hundred pages and more.
        Assert.InRange(PagesInLog(writer), 1, 10);
        using var reader = Open();
        Assert.Equal((long)rows, Execute(reader, "SELECT count(*) FROM Things"));
        Assert.Equal("ok", Execute(reader, "PRAGMA integrity_check"));
    }

    [Fact]
    public async Task A_reader_that_stays_in_the_past_holds_nobody_up_and_loses_nothing()
    {
        using var writer = Open();
        var checkpoints = new SqliteCheckpoints(Connection, fullPages: 50);
        checkpoints.Connected();
        Execute(writer, "INSERT INTO Things VALUES (-1, 'first')");
        using var reader = Open();
        using (reader.BeginTransaction(deferred: true))
        {
            Assert.Equal(1L, Execute(reader, "SELECT count(*) FROM Things"));
            for (var row = 0; row < 500; row++)
            {
                Execute(writer, $"INSERT INTO Things VALUES ({row}, hex(randomblob(1500)))");
                checkpoints.Committed(writer);
                await Task.Yield();
            }

            Assert.Equal(0, checkpoints.Completed);
            Assert.Equal(1L, Execute(reader, "SELECT count(*) FROM Things"));
        }

        reader.Close();
        for (var row = 1000; checkpoints.Completed == 0 && row < 20_000; row++)
        {
            Execute(writer, $"INSERT INTO Things VALUES ({row}, 'more')");
            checkpoints.Committed(writer);
            await Task.Yield();
        }

        Assert.Equal(1, checkpoints.Completed);
        Assert.Equal(501L, Execute(writer, "SELECT count(*) FROM Things WHERE Id < 1000"));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private string Database => Path.Combine(_folder, "charging.db");

    private string Connection => $"Data Source={Database};Pooling=False";

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(Connection);
        connection.Open();
        Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA wal_autocheckpoint = 0; CREATE TABLE IF NOT EXISTS Things (Id INTEGER PRIMARY KEY, Text TEXT)");
        return connection;
    }

    private static long PagesInLog(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(PASSIVE)";
        using var row = command.ExecuteReader();
        Assert.True(row.Read());
        return row.GetInt64(1);
    }

    private static object? Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
