using System.Data.Common;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Core.Data;

/// <summary>A statement on one connection, ready to be run for one row after the other.</summary>
internal abstract class RowStatement : IDisposable
{
    /// <summary>Runs it for a row; gives how many rows it changed.</summary>
    public abstract int Execute(object row, DbTransaction transaction);

    public abstract void Dispose();
}

/// <summary>A statement by plain ADO.NET.</summary>
internal sealed class AdoRowStatement : RowStatement
{
    private readonly DbCommand _command;
    private readonly Column[] _columns;

    public AdoRowStatement(DbConnection connection, RowSql sql)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql.Text;
        _columns = [.. sql.Parameters.Select((property, index) =>
        {
            var mapping = property.GetRelationalTypeMapping();
            var parameter = mapping.CreateParameter(_command, RowSql.Parameter(index), value: null, nullable: true);
            _command.Parameters.Add(parameter);
            var row = Expression.Parameter(typeof(object));
            var value = Expression.Convert(
                Expression.Property(Expression.Convert(row, property.DeclaringType.ClrType), property.PropertyInfo!), typeof(object));
            var get = Expression.Lambda<Func<object, object?>>(value, row).Compile();
            return new Column(parameter, get, mapping.Converter?.ConvertToProvider, property.IsKey() ? null : property.GetMaxLength());
        })];
    }

    public override int Execute(object row, DbTransaction transaction)
    {
        _command.Transaction = transaction;
        foreach (ref readonly var column in _columns.AsSpan())
        {
            column.Set(row);
        }

        return _command.ExecuteNonQuery();
    }

    public override void Dispose() => _command.Dispose();

    private readonly record struct Column(DbParameter Parameter, Func<object, object?> Get, Func<object?, object?>? Convert, int? Longest)
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
}
