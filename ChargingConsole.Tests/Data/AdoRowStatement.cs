using System.Data.Common;
using ChargingConsole.Core.Data;

namespace ChargingConsole.Tests.Data;

/// <summary>A statement by plain ADO.NET, which a connection with faults can be put under.</summary>
internal sealed class AdoRowStatement : RowStatement
{
    private readonly DbCommand _command;
    private readonly RowColumn[] _columns;

    public AdoRowStatement(DbConnection connection, RowSql sql)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql.Text;
        _columns = [.. sql.Parameters.Select(property => new RowColumn(property))];
        for (var i = 0; i < _columns.Length; i++)
        {
            _command.Parameters.Add(_columns[i].Parameter(_command, RowSql.Parameter(i)));
        }
    }

    public override int Execute(object row, DbTransaction transaction)
    {
        _command.Transaction = transaction;
        for (var i = 0; i < _columns.Length; i++)
        {
            _command.Parameters[i].Value = _columns[i].Value(row);
        }

        return _command.ExecuteNonQuery();
    }

    public override void Dispose() => _command.Dispose();
}
