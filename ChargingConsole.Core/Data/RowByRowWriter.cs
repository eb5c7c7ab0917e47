using System.Data.Common;

namespace ChargingConsole.Core.Data;

/// <summary>Runs a prepared statement for each row: for a database in the same process, where a call costs no round trip.</summary>
internal sealed class RowByRowWriter(ChargingDbContext model, Func<RowSql, RowStatement> prepare) : RowWriter
{
    private readonly Dictionary<(Type, RowChangeKind), RowStatement> _statements = [];

    public override void Write(in RowChange change, DbTransaction transaction)
    {
        var kind = change.Kind == RowChangeKind.Upsert ? RowChangeKind.Update : change.Kind;
        var affected = Statement(change.Row.GetType(), kind).Execute(change.Row, transaction);
        if (affected == 0 && change.Kind == RowChangeKind.Upsert)
        {
            Statement(change.Row.GetType(), RowChangeKind.Insert).Execute(change.Row, transaction);
        }
        else if (affected == 0 && change.Kind == RowChangeKind.Update)
        {
            throw NotThere(change.Row);
        }
    }

    public override void Dispose()
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
            statement = prepare(RowSql.Create(model, type, kind));
            _statements.Add((type, kind), statement);
        }

        return statement;
    }
}
