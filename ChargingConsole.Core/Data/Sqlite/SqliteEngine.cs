using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Core.Data.Sqlite;

/// <summary>SQLite in one file: write-ahead log, every commit synced to disk.</summary>
internal sealed class SqliteEngine : DatabaseEngine
{
    private const int Busy = 5, Locked = 6, IoError = 10, Full = 13, CannotOpen = 14, Constraint = 19;

    private readonly string _connectionString;
    private readonly DbContextOptions<SqliteChargingContext> _options;
    private readonly SqliteCheckpoints _checkpoints;

    public SqliteEngine(string connectionString)
    {
        var builder = new SqliteConnectionStringBuilder(connectionString) { DefaultTimeout = 5 };
        if (builder.DataSource is { Length: > 0 } file && file != ":memory:")
        {
            File = Path.GetFullPath(file);
            Directory.CreateDirectory(Path.GetDirectoryName(File)!);
            builder.DataSource = File;
        }

        _connectionString = builder.ToString();
        _options = new DbContextOptionsBuilder<SqliteChargingContext>().UseSqlite(_connectionString).Options;
        _checkpoints = new SqliteCheckpoints(Alone(_connectionString));
    }

    /// <summary>The database file's full path.</summary>
    public string? File { get; }

    public override RowWriter OpenRows(DbConnection connection, ChargingDbContext model) =>
        new RowByRowWriter(model, sql => new SqliteRowStatement((SqliteConnection)connection, sql));

    public override bool HasOneWriter => true;

    public override string? Folder => Path.GetDirectoryName(File);

    public override long? SizeBytes => File is null ? null : SqliteFile.Size(File);

    public override void Check()
    {
        if (File is not null)
        {
            SqliteFile.Check(File);
        }
    }

    public override DatabaseRefusedException? Refusal(Exception exception) => SqliteFile.Refusal(File, exception);

    public override void CopyTo(string file)
    {
        // Never makes the file it is to copy; in WAL mode a reader keeps no writer waiting.
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder(_connectionString) { Pooling = false, Mode = SqliteOpenMode.ReadWrite }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "VACUUM INTO @file";
        command.Parameters.AddWithValue("@file", file);
        command.ExecuteNonQuery();
    }

    public override ChargingDbContext CreateContext() => new SqliteChargingContext(_options);

    public override DbConnection OpenWriter()
    {
        // Its own connection for as long as the app runs: not one that a reader's reset could return to a pool.
        var connection = new SqliteConnection(Alone(_connectionString));
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32768; PRAGMA wal_autocheckpoint = {SqliteCheckpoints.LastResortPages};";
            command.ExecuteNonQuery();
            _checkpoints.Connected();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public override void Committed(DbConnection writer) => _checkpoints.Committed((SqliteConnection)writer);

    public override bool IsTransient(Exception exception) =>
        exception is SqliteException { SqliteErrorCode: Busy or Locked or IoError or Full or CannotOpen };

    public override bool IsConflict(Exception exception) => exception is SqliteException { SqliteErrorCode: Constraint };

    public override async Task MigrateAsync(CancellationToken cancellationToken)
    {
        // The journal mode is a property of the file; it is set before the first reader comes.
        await using (OpenWriter())
        {
        }

        await base.MigrateAsync(cancellationToken);
    }

    private static string Alone(string connectionString) => new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString();
}
