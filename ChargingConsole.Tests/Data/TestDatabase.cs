using ChargingConsole.Core.Data;
using ChargingConsole.Core.Data.Sqlite;
using ChargingConsole.Core.Data.SqlServer;
using ChargingConsole.Core.Journal;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChargingConsole.Tests.Data;

/// <summary>The databases that the persistence tests run on.</summary>
internal sealed class EveryProvider : TheoryData<DatabaseProvider>
{
    public EveryProvider() => AddRange(Enum.GetValues<DatabaseProvider>());
}

/// <summary>
/// A database of its own for one test, dropped after it. SQL Server is asked when
/// CHARGING_TEST_SQLSERVER holds a connection string (of a login that may create databases).
/// </summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly string? _folder;

    private TestDatabase(DatabaseEngine engine, string? folder)
    {
        Engine = engine;
        Database = new ChargingDatabase(engine);
        _folder = folder;
    }

    public DatabaseEngine Engine { get; }

    public ChargingDatabase Database { get; }

    /// <summary>An empty database, without tables.</summary>
    public static TestDatabase New(DatabaseProvider provider)
    {
        if (provider == DatabaseProvider.Sqlite)
        {
            var folder = Directory.CreateTempSubdirectory("charging-data-").FullName;
            return new TestDatabase(new SqliteEngine($"Data Source={Path.Combine(folder, "charging.db")}"), folder);
        }

        var server = Environment.GetEnvironmentVariable("CHARGING_TEST_SQLSERVER");
        Assert.SkipWhen(string.IsNullOrWhiteSpace(server), "CHARGING_TEST_SQLSERVER holds no connection string.");
        var connection = new SqlConnectionStringBuilder(server) { InitialCatalog = $"charging_test_{Guid.NewGuid():N}" };
        return new TestDatabase(new SqlServerEngine(connection.ToString()), null);
    }

    /// <summary>An empty database with all tables.</summary>
    public static async Task<TestDatabase> MigratedAsync(DatabaseProvider provider)
    {
        var database = New(provider);
        await database.Engine.MigrateAsync(TestContext.Current.CancellationToken);
        return database;
    }

    public CommitQueue OpenQueue() => new(Engine, TimeProvider.System, NullLogger<CommitQueue>.Instance);

    /// <summary>Commits rows, in one unit.</summary>
    public async Task InsertAsync(params object[] rows)
    {
        await using var queue = OpenQueue();
        await queue.CommitAsync(Units.Insert(rows));
    }

    /// <summary>All rows of a table.</summary>
    public async Task<List<T>> RowsAsync<T>()
        where T : class
    {
        await using var context = Database.OpenReader();
        return await context.Set<T>().ToListAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_folder is not null)
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(_folder, recursive: true);
            return;
        }

        await using var context = Engine.CreateContext();
        await context.Database.EnsureDeletedAsync();
    }
}

internal static class Units
{
    public static UnitOfWork Insert(params object[] rows)
    {
        var unit = new UnitOfWork();
        foreach (var row in rows)
        {
            unit.Insert(row is FrameRow frame ? ExchangeRow.Of(frame) : row);
        }

        return unit;
    }

    public static UnitOfWork Update(object row)
    {
        var unit = new UnitOfWork();
        unit.Update(row);
        return unit;
    }
}
