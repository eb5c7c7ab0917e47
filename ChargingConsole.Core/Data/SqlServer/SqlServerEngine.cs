using System.Collections.Frozen;
using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Core.Data.SqlServer;

/// <summary>SQL Server.</summary>
internal sealed class SqlServerEngine(string connectionString) : DatabaseEngine
{
    // Duplicate key, unique index, foreign or check constraint, NULL, and text that does not fit.
    private static readonly FrozenSet<int> s_conflicts = FrozenSet.ToFrozenSet([2627, 2601, 547, 515, 2628, 8152]);

    // Time-out, network, deadlock, log full, database starting, failing over or throttled.
    private static readonly FrozenSet<int> s_transient = FrozenSet.ToFrozenSet(
        [-2, -1, 2, 20, 53, 64, 121, 233, 258, 596, 701, 802, 921, 922, 927, 976, 983, 1105, 1204, 1205, 1222, 4060, 4221, 8645, 8651, 9002, 10053, 10054, 10060, 10061, 10928, 10929, 11001, 17142, 18401, 40143, 40197, 40501, 40540, 40613, 42108, 42109, 49918, 49919, 49920]);

    private readonly DbContextOptions<SqlServerChargingContext> _options =
        new DbContextOptionsBuilder<SqlServerChargingContext>()
            .UseSqlServer(connectionString, server => server.EnableRetryOnFailure())
            .Options;

    public override RowStatement Prepare(DbConnection connection, RowSql sql) => new AdoRowStatement(connection, sql);

    public override ChargingDbContext CreateContext() => new SqlServerChargingContext(_options);

    public override DbConnection OpenWriter()
    {
        var connection = new SqlConnection(connectionString);
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
        InvalidOperationException or IOException or TimeoutException => true,
        _ => false,
    };

    public override bool IsConflict(Exception exception) =>
        exception is SqlException sql && sql.Errors.Cast<SqlError>().Any(error => s_conflicts.Contains(error.Number));
}
