using System.Data.Common;
using ChargingConsole.Core.Journal;
using Microsoft.Data.SqlClient;

namespace ChargingConsole.Core.Data.SqlServer;

/// <summary>
/// Gathers a transaction's changes and sends them some hundred at a time: a round trip to a server takes
/// longer than its work for a row. The journal's rows, most of all there is, go by bulk copy.
/// </summary>
internal sealed class BatchedRowWriter(DbConnection connection, ChargingDbContext model) : RowWriter
{
    /// <summary>How many commands a round trip takes.</summary>
    public const int Piece = 250;

    /// <summary>Fewer rows than these take a bulk copy's own round trips no better than a batch.</summary>
    private const int WorthABulk = 100;

    private readonly Dictionary<(Type, RowChangeKind), BatchStatement> _statements = [];
    private readonly List<RowChange> _changes = new(Piece);
    private readonly List<object> _journal = [];
    private readonly BulkInsert _bulk = new(model, typeof(ExchangeRow));

    public override void Write(in RowChange change, DbTransaction transaction)
    {
        if (change.Row is not ExchangeRow)
        {
            Add(change, transaction);
        }
        else if (change.Kind == RowChangeKind.Insert)
        {
            _journal.Add(change.Row);
        }
        else
        {
            // Changes of one table stay in their order.
            AddJournal(transaction);
            Add(change, transaction);
        }
    }

    public override void Complete(DbTransaction transaction)
    {
        AddJournal(transaction);
        Send(transaction);
    }

    public override void Discard()
    {
        _changes.Clear();
        _journal.Clear();
    }

    public override void Dispose() => Discard();

    private void AddJournal(DbTransaction transaction)
    {
        if (connection is SqlConnection server && _journal.Count >= WorthABulk)
        {
            Send(transaction);
            _bulk.Write(server, (SqlTransaction)transaction, _journal);
        }
        else
        {
            foreach (var row in _journal)
            {
                Add(new RowChange(RowChangeKind.Insert, row), transaction);
            }
        }

        _journal.Clear();
    }

    private void Add(in RowChange change, DbTransaction transaction)
    {
        _changes.Add(change);
        if (_changes.Count == Piece)
        {
            Send(transaction);
        }
    }

    private void Send(DbTransaction transaction)
    {
        if (_changes.Count == 0)
        {
            return;
        }

        using var batch = connection.CreateBatch();
        batch.Transaction = transaction;
        batch.Timeout = SqlServerEngine.Patience;
        foreach (var change in _changes)
        {
            batch.BatchCommands.Add(Statement(change).Command(batch, change.Row));
        }

        batch.ExecuteNonQuery();
        for (var i = 0; i < _changes.Count; i++)
        {
            if (_changes[i].Kind == RowChangeKind.Update && batch.BatchCommands[i].RecordsAffected == 0)
            {
                throw NotThere(_changes[i].Row);
            }
        }

        _changes.Clear();
    }

    private BatchStatement Statement(in RowChange change)
    {
        var key = (change.Row.GetType(), change.Kind);
        if (!_statements.TryGetValue(key, out var statement))
        {
            statement = new BatchStatement(connection, RowSql.Create(model, key.Item1, key.Kind));
            _statements.Add(key, statement);
        }

        return statement;
    }
}
