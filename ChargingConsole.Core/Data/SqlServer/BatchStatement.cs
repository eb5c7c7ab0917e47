using System.Data.Common;

namespace ChargingConsole.Core.Data.SqlServer;

/// <summary>One statement of one table, made into a command of a batch for each row.</summary>
internal sealed class BatchStatement
{
    /// <summary>The error that a command raises whose transaction the server has ended under it.</summary>
    public const int TransactionGone = 51000;

    /// <summary>
    /// Commands of a batch run one by one. One that ends the transaction, a deadlock's victim for example,
    /// does not keep those behind it from running, and each of them would commit by itself.
    /// </summary>
    private const string Guard = "IF @@TRANCOUNT = 0 THROW 51000, N'The transaction is gone.', 1; ";

    private readonly string _text;
    private readonly RowColumn[] _columns;
    private readonly DbParameter[] _parameters;

    public BatchStatement(DbConnection connection, RowSql sql)
    {
        _text = Guard + sql.Text;
        _columns = [.. sql.Parameters.Select(property => new RowColumn(property))];
        using var command = connection.CreateCommand();
        _parameters = [.. _columns.Select((column, index) => column.Parameter(command, RowSql.Parameter(index)))];
    }

    /// <summary>The command for a row, to be added to this batch.</summary>
    public DbBatchCommand Command(DbBatch batch, object row)
    {
        var command = batch.CreateBatchCommand();
        command.CommandText = _text;
        for (var i = 0; i < _columns.Length; i++)
        {
            var parameter = (DbParameter)((ICloneable)_parameters[i]).Clone();
            parameter.Value = _columns[i].Value(row);
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
