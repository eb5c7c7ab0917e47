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
    private int _marks;

    /// <summary>Every text sent, in order.</summary>
    public List<string> Texts { get; } = [];

    /// <summary>Every command that came in a batch.</summary>
    public List<DbBatchCommand> Commands { get; } = [];

    /// <summary>How often it was asked something, one after the other.</summary>
    public int Trips { get; private set; }

    /// <summary>How many transactions were committed.</summary>
    public int Commits { get; private set; }

    /// <summary>How many seconds the last batch would have waited.</summary>
    public int Timeout { get; set; }

    /// <summary>How many rows a command of a batch is said to have changed.</summary>
    public Func<DbBatchCommand, int> Affects { get; set; } = _ => 1;

    /// <summary>Whether the next commit ends in an error, and then, asked for its mark, whether it is there.</summary>
    public bool? NextCommitIsLostAndMarked { get; set; }

    /// <summary>What is done, or waited for, before the writer is connected.</summary>
    public Action? Opening { get; set; }

    public override RowWriter OpenRows(DbConnection connection, ChargingDbContext model) => new BatchedRowWriter(connection, model);

    public override bool CommitCanBeInDoubt => true;

    public override string WaitingForWriters => SqlServerEngine.LockedRead;

    /// <summary>Gives this row back to every query that reads its table, whatever the query's conditions.</summary>
    public void Answer(object row) => _rows.Add(row);

    public override ChargingDbContext CreateContext() => new SqlServerChargingContext(
        new DbContextOptionsBuilder<SqlServerChargingContext>()
            .UseSqlServer(new RecordingConnection(this), server => server.EnableRetryOnFailure())
            .Options);

    public override DbConnection OpenWriter()
    {
        Opening?.Invoke();
        var connection = new RecordingConnection(this);
        connection.Open();
        return connection;
    }

    public override bool IsTransient(Exception exception) => false;

    public override bool IsConflict(Exception exception) => false;

    internal void Trip() => Trips++;

    internal void Commit()
    {
        Commits++;
        if (NextCommitIsLostAndMarked is { } isMarked)
        {
            NextCommitIsLostAndMarked = null;
            _marks = isMarked ? 1 : 0;
            throw new InvalidOperationException("The answer was lost.");
        }
    }

    internal DbDataReader Read(string text) => AnsweredQuery.Read(TransactSql.Parse(text), _rows, Model);

    internal object? Scalar(string text) =>
        text.Contains("sp_getapplock", StringComparison.Ordinal) ? 0 : text.Contains("[CommitMarks]", StringComparison.Ordinal) ? _marks : DBNull.Value;

    private static Microsoft.EntityFrameworkCore.Metadata.IModel Model { get; } = new SqlServerChargingContext(
        new DbContextOptionsBuilder<SqlServerChargingContext>().UseSqlServer("Server=nowhere").Options).Model;
}
