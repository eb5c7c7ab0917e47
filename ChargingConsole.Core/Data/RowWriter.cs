using System.Data.Common;
using System.Linq.Expressions;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace ChargingConsole.Core.Data;

/// <summary>
/// Writes rows on one connection with statements derived from the EF model: one statement per table
/// and kind of change, kept for as long as the connection lives. EF's change tracker would cost
/// several times the write itself.
/// </summary>
internal sealed class RowWriter(DbConnection connection, ChargingDbContext model, bool prepare) : IDisposable
{
    private readonly ISqlGenerationHelper _sql = model.GetService<ISqlGenerationHelper>();
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
            statement = CreateStatement(type, kind);
            _statements.Add((type, kind), statement);
        }

        return statement;
    }

    private RowStatement CreateStatement(Type type, RowChangeKind kind)
    {
        var entity = model.Model.FindEntityType(type) ?? throw new InvalidOperationException($"{type.Name} is not in the model.");
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        var key = entity.FindPrimaryKey()!.Properties;
        var values = entity.GetProperties().Where(property => !key.Contains(property)).ToList();
        var text = new StringBuilder();
        var name = _sql.DelimitIdentifier(table.Name, table.Schema);
        List<IProperty> parameters;

        switch (kind)
        {
            case RowChangeKind.Insert:
                parameters = [.. entity.GetProperties().Where(property => property.ValueGenerated == ValueGenerated.Never)];
                text.Append("INSERT INTO ").Append(name)
                    .Append(" (").AppendJoin(", ", parameters.Select(Column)).Append(") VALUES (")
                    .AppendJoin(", ", parameters.Select((_, index) => Parameter(index))).Append(')');
                break;
            case RowChangeKind.Update:
                parameters = [.. values, .. key];
                text.Append("UPDATE ").Append(name).Append(" SET ")
                    .AppendJoin(", ", values.Select((property, index) => $"{Column(property)} = {Parameter(index)}"));
                Where(values.Count);
                break;
            default:
                parameters = [.. key];
                text.Append("DELETE FROM ").Append(name);
                Where(0);
                break;
        }

        var command = connection.CreateCommand();
        command.CommandText = text.ToString();
        var columns = parameters.Select((property, index) => Bind(command, property, index)).ToArray();
        if (prepare)
        {
            command.Prepare();
        }

        return new RowStatement(command, columns);

        string Column(IProperty property) => _sql.DelimitIdentifier(property.GetColumnName(table)!);

        void Where(int offset) => text.Append(" WHERE ")
            .AppendJoin(" AND ", key.Select((property, index) => $"{Column(property)} = {Parameter(offset + index)}"));
    }

    private static string Parameter(int index) => $"@p{index}";

    private static BoundColumn Bind(DbCommand command, IProperty property, int index)
    {
        var mapping = property.GetRelationalTypeMapping();
        var parameter = mapping.CreateParameter(command, Parameter(index), value: null, nullable: true);
        command.Parameters.Add(parameter);

        var row = Expression.Parameter(typeof(object));
        var value = Expression.Convert(
            Expression.Property(Expression.Convert(row, property.DeclaringType.ClrType), property.PropertyInfo!), typeof(object));
        var get = Expression.Lambda<Func<object, object?>>(value, row).Compile();
        return new BoundColumn(parameter, get, mapping.Converter?.ConvertToProvider, property.IsKey() ? null : property.GetMaxLength());
    }

    private readonly record struct BoundColumn(DbParameter Parameter, Func<object, object?> Get, Func<object?, object?>? Convert, int? Longest)
    {
        public void Set(object row)
        {
            var value = Get(row);
            if (value is string text && text.Length > Longest)
            {
                // SQL Server would refuse the row, and with it the batch, for one long-winded word.
                value = text[..Longest.Value];
            }
            else if (value is not null && Convert is not null)
            {
                value = Convert(value);
            }

            Parameter.Value = value ?? DBNull.Value;
        }
    }

    private sealed class RowStatement(DbCommand command, BoundColumn[] columns) : IDisposable
    {
        public int Execute(object row, DbTransaction transaction)
        {
            command.Transaction = transaction;
            foreach (ref readonly var column in columns.AsSpan())
            {
                column.Set(row);
            }

            return command.ExecuteNonQuery();
        }

        public void Dispose() => command.Dispose();
    }
}
