using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace ChargingConsole.Tests.Data;

/// <summary>A real connection with <see cref="FaultyEngine"/>'s faults before each step.</summary>
internal sealed class FaultyConnection(DbConnection inner, FaultyEngine faults) : DbConnection
{
    [AllowNull]
    public override string ConnectionString
    {
        get => inner.ConnectionString;
        set => inner.ConnectionString = value;
    }

    public override string Database => inner.Database;

    public override string DataSource => inner.DataSource;

    public override string ServerVersion => inner.ServerVersion;

    public override ConnectionState State => inner.State;

    public override void Open() => inner.Open();

    public override void Close() => inner.Close();

    public override void ChangeDatabase(string databaseName) => inner.ChangeDatabase(databaseName);

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel)
    {
        faults.Strike(FaultPoint.Begin);
        return new FaultyTransaction(this, inner.BeginTransaction(isolationLevel), faults);
    }

    protected override DbCommand CreateDbCommand() => new FaultyCommand(inner.CreateCommand(), faults);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}

internal sealed class FaultyTransaction(DbConnection connection, DbTransaction inner, FaultyEngine faults) : DbTransaction
{
    public DbTransaction Inner => inner;

    public override IsolationLevel IsolationLevel => inner.IsolationLevel;

    protected override DbConnection DbConnection => connection;

    public override void Commit()
    {
        faults.Strike(FaultPoint.Commit);
        inner.Commit();
        faults.Strike(FaultPoint.Answer);
    }

    public override void Rollback() => inner.Rollback();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}

internal sealed class FaultyCommand(DbCommand inner, FaultyEngine faults) : DbCommand
{
    private DbTransaction? _transaction;

    [AllowNull]
    public override string CommandText
    {
        get => inner.CommandText;
#pragma warning disable CA2100 // The text is the app's own.
        set => inner.CommandText = value;
#pragma warning restore CA2100
    }

    public override int CommandTimeout
    {
        get => inner.CommandTimeout;
        set => inner.CommandTimeout = value;
    }

    public override CommandType CommandType
    {
        get => inner.CommandType;
        set => inner.CommandType = value;
    }

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource
    {
        get => inner.UpdatedRowSource;
        set => inner.UpdatedRowSource = value;
    }

    protected override DbConnection? DbConnection
    {
        get => inner.Connection;
        set => inner.Connection = value;
    }

    protected override DbTransaction? DbTransaction
    {
        get => _transaction;
        set => inner.Transaction = (_transaction = value) is FaultyTransaction transaction ? transaction.Inner : null;
    }

    protected override DbParameterCollection DbParameterCollection => inner.Parameters;

    public override void Cancel() => inner.Cancel();

    public override void Prepare() => inner.Prepare();

    public override int ExecuteNonQuery()
    {
        faults.Strike(FaultPoint.Execute);
        return inner.ExecuteNonQuery();
    }

    public override object? ExecuteScalar() => inner.ExecuteScalar();

    protected override DbParameter CreateDbParameter() => inner.CreateParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => inner.ExecuteReader(behavior);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
