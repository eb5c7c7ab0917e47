using System.Data.Common;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Data.SqlServer;
using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Tests.Data.SqlServer;

/// <summary>
/// EF's SQL Server provider on a connection that reaches no server: it keeps every statement, and
/// answers with the rows it was given.
/// </summary>
internal sealed class RecordingSqlServer : DatabaseEngine
{
    private readonly List<object> _rows = [];

    /// <summary>Every text sent, in order.</summary>
    public List<string> Texts { get; } = [];

    public override RowStatement Prepare(DbConnection connection, RowSql sql) => new AdoRowStatement(connection, sql);

    /// <summary>Gives this row back to every query that reads its table, whatever the query's conditions.</summary>
    public void Answer(object row) => _rows.Add(row);

    public override ChargingDbContext CreateContext() => new SqlServerChargingContext(
        new DbContextOptionsBuilder<SqlServerChargingContext>()
            .UseSqlServer(new RecordingConnection(this), server => server.EnableRetryOnFailure())
            .Options);

    public override DbConnection OpenWriter()
    {
        var connection = new RecordingConnection(this);
        connection.Open();
        return connection;
    }

    public override bool IsTransient(Exception exception) => false;

    public override bool IsConflict(Exception exception) => false;

    /// <summary>How many rows the next INSERT, UPDATE or DELETE will be said to have changed.</summary>
    public int Affected { get; set; } = 1;

    internal DbDataReader Read(string text) => AnsweredQuery.Read(TransactSql.Parse(text), _rows, Model);

    internal static object? Scalar(string text) => text.Contains("sp_getapplock", StringComparison.Ordinal) ? 0 : DBNull.Value;

    private static Microsoft.EntityFrameworkCore.Metadata.IModel Model { get; } = new SqlServerChargingContext(
        new DbContextOptionsBuilder<SqlServerChargingContext>().UseSqlServer("Server=nowhere").Options).Model;
}
