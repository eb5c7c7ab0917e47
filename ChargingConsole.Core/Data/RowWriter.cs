using System.Data.Common;

namespace ChargingConsole.Core.Data;

/// <summary>
/// Writes rows on one connection with statements derived from the EF model: one statement per table
/// and kind of change, kept for as long as the connection lives. EF's change tracker would cost
/// several times the write itself.
/// </summary>
internal sealed class RowWriter(DbConnection connection, ChargingDbContext model, Func<DbConnection, RowSql, RowStatement> prepare) : IDisposable
{
    private readonly Dictionary<(Type, RowChangeKind), RowStatement> _statements = [];

    /// <summary>Writes one change.</summary>
    /// <exception cref="CommitConflictException">A row to be updated is not there.</exception>
    public void Write(in RowChange change, DbTransaction transaction)
    {
        var kind = change.Kind == RowChangeKind.Upsert ? RowChangeKind.Update : change.Kind;
        var affected = Statement(change.Row.GetType(), kind).Execute(change.Row, transaction);
        if (affected == 0 && change.Kind == RowChangeKind.Upsert)
        {
            Statement(change.Row.GetType(), RowChangeKind.Insert).Execute(change.Row, transaction);
        }
        else if (affected == 0 && change.Kind == RowChangeKind.Update)
        {
            throw new CommitConflictException($"A {change.Row.GetType().Name} to be updated is not in the database.");
        }
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }
    }

    private RowStatement Statement(Type type, RowChangeKind kind)
    {
        if (!_statements.TryGetValue((type, kind), out var statement))
        {
            statement = prepare(connection, RowSql.Create(model, type, kind));
            _statements.Add((type, kind), statement);
        }

        return statement;
    }
}
