using System.Collections.Frozen;
using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Core.Data.SqlServer;

/// <summary>SQL Server.</summary>
internal sealed class SqlServerEngine(string connectionString) : DatabaseEngine
{
    /// <summary>How many seconds a statement of the writer may take; a server that hangs longer is away.</summary>
    public const int Patience = 15;

    /// <summary>Reads a row as committed even where the database would show the version from before a change under way.</summary>
    public const string LockedRead = "WITH (READCOMMITTEDLOCK)";

    private const string Driver = "Microsoft.Data.SqlClient";

    // Duplicate key, unique index, foreign or check constraint, NULL, and text that does not fit.
    private static readonly FrozenSet<int> s_conflicts = FrozenSet.ToFrozenSet([2627, 2601, 547, 515, 2628, 8152]);

    // Time-out, network, deadlock, log full, database starting, failing over or throttled; and what follows a transaction that one of these ended.
    private static readonly FrozenSet<int> s_transient = FrozenSet.ToFrozenSet(
        [-2, -1, 2, 20, 53, 64, 121, 233, 258, 596, 701, 802, 921, 922, 927, 976, 983, 1105, 1204, 1205, 1222, 4060, 4221, 8645, 8651, 9002, 10053, 10054, 10060, 10061, 10928, 10929, 11001, 17142, 18401, 40143, 40197, 40501, 40540, 40613, 42108, 42109, 49918, 49919, 49920, BatchStatement.TransactionGone]);

    private readonly DbContextOptions<SqlServerChargingContext> _options =
        new DbContextOptionsBuilder<SqlServerChargingContext>()
            .UseSqlServer(connectionString, server => server.EnableRetryOnFailure())
            .Options;

    /// <summary>
    /// Its own connection, not one of a pool: closing it ends what it began, and a pool would refuse to open
    /// another for up to a minute after a failure.
    /// </summary>
    private readonly string _writer = new SqlConnectionStringBuilder(connectionString) { Pooling = false, CommandTimeout = Patience }.ToString();

    public override RowWriter OpenRows(DbConnection connection, ChargingDbContext model) => new BatchedRowWriter(connection, model);

    public override bool CommitCanBeInDoubt => true;

    public override string WaitingForWriters => LockedRead;

    public override ChargingDbContext CreateContext() => new SqlServerChargingContext(_options);

    public override DbConnection OpenWriter()
    {
        var connection = new SqlConnection(_writer);
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public override bool IsTransient(Exception exception) => exception switch
    {
        SqlException sql => sql.IsTransient || sql.Errors.Cast<SqlError>().Any(error => s_transient.Contains(error.Number)),
        // What the driver says of a connection that is closed or broken, of a transaction that ended with it, of a pool without one.
        InvalidOperationException and not ObjectDisposedException => exception.Source == Driver,
        IOException or TimeoutException => true,
        _ => false,
    };

    public override bool IsConflict(Exception exception) =>
        exception is SqlException sql && sql.Errors.Cast<SqlError>().Any(error => s_conflicts.Contains(error.Number));
}
