using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.SqlClient;

namespace ChargingConsole.Tests.Data.SqlServer;

internal sealed class RecordingConnection(RecordingSqlServer server) : DbConnection
{
    private ConnectionState _state = ConnectionState.Closed;

    [AllowNull]
    public override string ConnectionString { get; set; } = "Server=nowhere;Database=charging";

    public override string Database => "charging";

    public override string DataSource => "nowhere";

    public override string ServerVersion => "16.00.1000";

    public override ConnectionState State => _state;

    public override void Open() => _state = ConnectionState.Open;

    public override void Close() => _state = ConnectionState.Closed;

    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => new RecordingTransaction(this, isolationLevel, server);

    public override bool CanCreateBatch => true;

    protected override DbBatch CreateDbBatch() => new RecordingBatch(server);

    protected override DbCommand CreateDbCommand() => new RecordingCommand(server);
}

internal sealed class RecordingTransaction(DbConnection connection, IsolationLevel isolationLevel, RecordingSqlServer server) : DbTransaction
{
    public override IsolationLevel IsolationLevel => isolationLevel;

    protected override DbConnection DbConnection => connection;

    public override void Commit() => server.Commit();

    public override void Rollback()
    {
    }
}

/// <summary>Takes SQL Server's own parameters, so that a type it does not know fails here too.</summary>
internal sealed class RecordingCommand(RecordingSqlServer server) : DbCommand
{
    private readonly SqlCommand _parameters = new();

    [AllowNull]
    public override string CommandText { get; set; } = "";

    public override int CommandTimeout { get; set; }

    public override CommandType CommandType { get; set; } = CommandType.Text;

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection { get; set; }

    protected override DbTransaction? DbTransaction { get; set; }

    protected override DbParameterCollection DbParameterCollection => _parameters.Parameters;

    public override void Cancel()
    {
    }

    public override void Prepare()
    {
    }

    public override int ExecuteNonQuery()
    {
        server.Trip();
        server.Texts.Add(CommandText);
        return 1;
    }

    public override object? ExecuteScalar()
    {
        server.Trip();
        server.Texts.Add(CommandText);
        return server.Scalar(CommandText);
    }

    protected override DbParameter CreateDbParameter() => new SqlParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior)
    {
        server.Trip();
        server.Texts.Add(CommandText);
        return server.Read(CommandText);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _parameters.Dispose();
        }

        base.Dispose(disposing);
    }
}
