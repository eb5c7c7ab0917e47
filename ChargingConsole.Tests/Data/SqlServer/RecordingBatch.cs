using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.SqlClient;

namespace ChargingConsole.Tests.Data.SqlServer;

/// <summary>A batch that reaches no server: one round trip, and the text of each of its commands is kept.</summary>
internal sealed class RecordingBatch(RecordingSqlServer server) : DbBatch
{
    private readonly RecordingBatchCommands _commands = new();

    public override int Timeout { get; set; }

    protected override DbBatchCommandCollection DbBatchCommands => _commands;

    protected override DbConnection? DbConnection { get; set; }

    protected override DbTransaction? DbTransaction { get; set; }

    public override int ExecuteNonQuery()
    {
        server.Trip();
        server.Timeout = Timeout;
        return _commands.Sum(command => ((RecordingBatchCommand)command).Execute(server));
    }

    public override Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken = default) => Task.FromResult(ExecuteNonQuery());

    public override object ExecuteScalar() => throw new NotSupportedException();

    public override Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public override void Prepare()
    {
    }

    public override Task PrepareAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public override void Cancel()
    {
    }

    protected override DbBatchCommand CreateDbBatchCommand() => new RecordingBatchCommand();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => throw new NotSupportedException();

    protected override Task<DbDataReader> ExecuteDbDataReaderAsync(CommandBehavior behavior, CancellationToken cancellationToken) => throw new NotSupportedException();
}

/// <summary>Takes SQL Server's own parameters, so that what it would refuse fails here too.</summary>
internal sealed class RecordingBatchCommand : DbBatchCommand
{
    private readonly SqlBatchCommand _command = new();
    private int _affected;

    [AllowNull]
    public override string CommandText { get; set; } = "";

    public override CommandType CommandType { get; set; } = CommandType.Text;

    public override int RecordsAffected => _affected;

    protected override DbParameterCollection DbParameterCollection => _command.Parameters;

    public int Execute(RecordingSqlServer server)
    {
        server.Texts.Add(CommandText);
        server.Commands.Add(this);
        return _affected = server.Affects(this);
    }
}

internal sealed class RecordingBatchCommands : DbBatchCommandCollection
{
    private readonly List<DbBatchCommand> _commands = [];

    public override int Count => _commands.Count;

    public override bool IsReadOnly => false;

    public override void Add(DbBatchCommand item) => _commands.Add(item);

    public override void Clear() => _commands.Clear();

    public override bool Contains(DbBatchCommand item) => _commands.Contains(item);

    public override void CopyTo(DbBatchCommand[] array, int arrayIndex) => _commands.CopyTo(array, arrayIndex);

    public override IEnumerator<DbBatchCommand> GetEnumerator() => _commands.GetEnumerator();

    public override int IndexOf(DbBatchCommand item) => _commands.IndexOf(item);

    public override void Insert(int index, DbBatchCommand item) => _commands.Insert(index, item);

    public override bool Remove(DbBatchCommand item) => _commands.Remove(item);

    public override void RemoveAt(int index) => _commands.RemoveAt(index);

    protected override DbBatchCommand GetBatchCommand(int index) => _commands[index];

    protected override void SetBatchCommand(int index, DbBatchCommand batchCommand) => _commands[index] = batchCommand;
}
