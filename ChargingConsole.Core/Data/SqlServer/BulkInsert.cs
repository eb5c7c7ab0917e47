using System.Data;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace ChargingConsole.Core.Data.SqlServer;

/// <summary>Inserts many rows of one table by bulk copy; table and columns come from the EF model.</summary>
internal sealed class BulkInsert
{
    private readonly string _table;
    private readonly RowColumn[] _columns;

    public BulkInsert(ChargingDbContext model, Type type)
    {
        _table = model.GetService<ISqlGenerationHelper>().DelimitIdentifier(model.Model.FindEntityType(type)!.GetTableName()!);
        _columns = [.. RowSql.Create(model, type, RowChangeKind.Insert).Parameters.Select(property => new RowColumn(property))];
    }

    /// <summary>The rows as a bulk copy reads them.</summary>
    public RowReader Read(IReadOnlyList<object> rows) => new(rows, _columns);

    /// <summary>A bulk copy into the table.</summary>
    public SqlBulkCopy Open(SqlConnection connection, SqlTransaction? transaction)
    {
        var copy = new SqlBulkCopy(connection, SqlBulkCopyOptions.KeepNulls, transaction)
        {
            DestinationTableName = _table,
            BulkCopyTimeout = SqlServerEngine.Patience,
        };
        for (var i = 0; i < _columns.Length; i++)
        {
            copy.ColumnMappings.Add(i, _columns[i].Name);
        }

        return copy;
    }

    /// <summary>Inserts the rows in the transaction.</summary>
    /// <exception cref="InvalidDataException">A value does not fit its column.</exception>
    public void Write(SqlConnection connection, SqlTransaction transaction, IReadOnlyList<object> rows)
    {
        using var copy = Open(connection, transaction);
        using var reader = Read(rows);
        try
        {
            copy.WriteToServer(reader);
        }
        catch (InvalidOperationException e) when (connection.State == ConnectionState.Open)
        {
            // The driver's word for a misfit is the one for a broken connection, which would be tried again.
            throw new InvalidDataException($"Rows do not fit into {_table}.", e);
        }
    }
}
