using System.Data.Common;
using ChargingConsole.Core.Data;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChargingConsole.Tests.Data;

/// <summary>Where a fault strikes.</summary>
public enum FaultPoint
{
    Open,
    Begin,
    Execute,
    Commit,

    /// <summary>After the commit took place.</summary>
    Answer,
}

internal sealed class InjectedFaultException(FaultPoint point) : Exception($"Injected at {point}");

/// <summary>A database whose connection for writing fails, or waits, where a test wants it to.</summary>
internal sealed class FaultyEngine(DatabaseEngine inner) : DatabaseEngine, IDisposable
{
    private readonly ManualResetEventSlim _released = new(initialState: true);
    private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int[] _left = new int[Enum.GetValues<FaultPoint>().Length];
    private readonly int[] _skip = new int[Enum.GetValues<FaultPoint>().Length];

    /// <summary>How often a connection was opened.</summary>
    public int Opened { get; private set; }

    /// <summary>Completes when the writer stands still.</summary>
    public Task Held => _held.Task;

    /// <summary>Whether an error of a commit leaves open what became of it, as on a server.</summary>
    public bool LosesAnswers { get; init; }

    public override bool CommitCanBeInDoubt => LosesAnswers || inner.CommitCanBeInDoubt;

    public override string WaitingForWriters => inner.WaitingForWriters;

    // By ADO.NET, since that is where this connection has its faults.
    public override RowWriter OpenRows(DbConnection connection, ChargingDbContext model) =>
        new RowByRowWriter(model, sql => new AdoRowStatement(connection, sql));

    public CommitQueue OpenQueue(TimeProvider? clock = null) => new(this, clock ?? TimeProvider.System, NullLogger<CommitQueue>.Instance);

    /// <summary>Lets the next so many passes of this point fail, after a number that don't.</summary>
    public void Fail(FaultPoint point, int times = int.MaxValue, int after = 0)
    {
        _skip[(int)point] = after;
        Volatile.Write(ref _left[(int)point], times);
    }

    public void Recover()
    {
        for (var point = 0; point < _left.Length; point++)
        {
            Volatile.Write(ref _left[point], 0);
        }
    }

    public void Hold() => _released.Reset();

    public void Release() => _released.Set();

    public void Dispose() => _released.Dispose();

    public override ChargingDbContext CreateContext() => inner.CreateContext();

    public override DbConnection OpenWriter()
    {
        Strike(FaultPoint.Open);
        Opened++;
        return new FaultyConnection(inner.OpenWriter(), this);
    }

    public override bool IsTransient(Exception exception) => exception is InjectedFaultException || inner.IsTransient(exception);

    public override bool IsConflict(Exception exception) => inner.IsConflict(exception);

    public override Task MigrateAsync(CancellationToken cancellationToken) => inner.MigrateAsync(cancellationToken);

    public void Strike(FaultPoint point)
    {
        if (point == FaultPoint.Begin && !_released.IsSet)
        {
            _held.TrySetResult();
            _released.Wait();
        }

        if (Volatile.Read(ref _left[(int)point]) == 0)
        {
            return;
        }

        if (_skip[(int)point] > 0)
        {
            _skip[(int)point]--;
            return;
        }

        _left[(int)point]--;
        throw new InjectedFaultException(point);
    }
}
