using System.Data.Common;
using System.Runtime.InteropServices;
using ChargingConsole.Core.Metrics;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;

namespace ChargingConsole.Core.Data;

/// <summary>
/// Group commit: the units of work of all charge points are gathered and committed in one database
/// transaction, and each is released when that commit is on disk. There is no artificial wait: what
/// queued up while the last batch was written is the next batch, so an idle server commits at once
/// and a busy one in batches. A batch that fails is split until the guilty unit is alone.
/// </summary>
/// <remarks>
/// One thread of its own writes, with the databases' blocking calls: a pool thread that waits for the
/// disk would be missing where sockets are served.
/// </remarks>
public sealed partial class CommitQueue : IAsyncDisposable
{
    private readonly DatabaseEngine _engine;
    private readonly ILogger<CommitQueue> _logger;
    private readonly ResiliencePipeline _pipeline;
    private readonly WaitingUnits _queue = new();
    private readonly List<UnitOfWork> _batch = new(MaxBatch);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ChargingDbContext _model;
    private readonly CommitWatch _watch;
    private readonly CommitDoubt _doubt;
    private DbConnection? _connection;
    private RowWriter? _writer;
    private long _commits;
    private long _rows;

    internal CommitQueue(DatabaseEngine engine, TimeProvider clock, ILogger<CommitQueue> logger, ChargingMeter? meter = null)
    {
        _watch = new CommitWatch(clock, meter);
        _engine = engine;
        _logger = logger;
        _pipeline = DatabasePipelines.Writes(engine, clock, logger);
        _model = engine.CreateContext();
        _doubt = new CommitDoubt(engine, _model);
        new Thread(Run) { IsBackground = true, Name = "Commit queue" }.Start();
    }

    /// <summary>How many transactions were committed since the start.</summary>
    public long Commits => Volatile.Read(ref _commits);

    /// <summary>How many rows were written since the start.</summary>
    public long Rows => Volatile.Read(ref _rows);

    /// <summary>How many units wait.</summary>
    public int Depth => _queue.Count;

    /// <summary>Whether the server is shutting down and nothing is taken any more.</summary>
    internal bool IsClosed => _queue.IsClosed;

    /// <summary>Whether the database takes what is written: no commit hangs, and none failed just now.</summary>
    public bool IsTaking => _watch.IsTaking;

    /// <summary>Completes when the unit is on disk.</summary>
    /// <exception cref="DatabaseUnavailableException">The database is away; nothing was committed.</exception>
    /// <exception cref="CommitConflictException">The unit contradicts what is stored; nothing was committed.</exception>
    public Task CommitAsync(UnitOfWork unit)
    {
        if (unit.Changes.Count == 0)
        {
            return Task.CompletedTask;
        }

        return _queue.TryAdd(unit)
            ? unit.Completion
            : throw new DatabaseUnavailableException("The server is shutting down.");
    }

    /// <summary>Commits what is queued and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Close();
        await _ended.Task;
        await _model.DisposeAsync();
    }

    private void Run()
    {
        try
        {
            while (_queue.Take(_batch, MaxBatch, _doubt.Patience))
            {
                if (_batch.Count == 0)
                {
                    AskAgain();
                    continue;
                }

                Commit(_batch, 0, _batch.Count);
                _batch.Clear();
            }

            AskAgain();
        }
        finally
        {
            Fail(_doubt.Abandon(), new DatabaseUnavailableException("The server is shutting down, and the database could not be asked whether this was committed."));
            Disconnect();
            _ended.SetResult();
        }
    }

    private void Commit(List<UnitOfWork> batch, int start, int count)
    {
        var number = _doubt.Next();
        _watch.Began(count);
        try
        {
            _pipeline.Execute(static (state, _) => state.Queue.Write(state.batch, state.start, state.count, state.number), (Queue: this, batch, start, count, number));
        }
        catch (Exception) when (_doubt.IsOf(number))
        {
            _watch.GivenUp();
            _doubt.Hold([.. batch.GetRange(start, count)]);
            InDoubt(_logger, count);
            return;
        }
        catch (Exception e) when (e is BrokenCircuitException or CommitInDoubtException || _engine.IsTransient(e))
        {
            var away = new DatabaseUnavailableException("The database is away; nothing was committed.", e);
            _watch.GivenUp();
            Fail(batch.GetRange(start, count), away);
            return;
        }
        catch (Exception e) when (count > 1)
        {
            _watch.Refused();
            BatchSplit(_logger, count, e.Message);
            var half = count / 2;
            Commit(batch, start, half);
            Commit(batch, start + half, count - half);
            return;
        }
        catch (Exception e)
        {
            var reason = e is not CommitConflictException && _engine.IsConflict(e) ? new CommitConflictException("The work contradicts what is stored.", e) : e;
            _watch.Refused();
            Fail(batch.GetRange(start, count), reason);
            return;
        }

        _watch.Committed(count);
        Release(CollectionsMarshal.AsSpan(batch).Slice(start, count));
        if (_connection is { } connection)
        {
            _engine.Committed(connection);
        }
    }

    /// <summary>
    /// What waits for a unit goes on right where the unit is released: on pool threads, some units each,
    /// so that a batch costs few hand-offs, no unit waits for many others, and the writer is free at once.
    /// </summary>
    private static void Release(ReadOnlySpan<UnitOfWork> units)
    {
        for (var i = 0; i < units.Length; i += Share)
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                static released => Array.ForEach(released, unit => unit.Committed()),
                units.Slice(i, Math.Min(Share, units.Length - i)).ToArray(),
                preferLocal: false);
        }
    }

    private void Write(List<UnitOfWork> batch, int start, int count, long number)
    {
        try
        {
            _connection ??= _engine.OpenWriter();
            _writer ??= _engine.OpenRows(_connection, _model);
            var isOfThis = _doubt.IsOf(number);
            if (!_doubt.IsOpen || !Settle(_connection) || !isOfThis)
            {
                using var transaction = _connection.BeginTransaction();
                for (var i = start; i < start + count; i++)
                {
                    foreach (var change in batch[i].Changes)
                    {
                        _writer.Write(change, transaction);
                    }
                }

                _doubt.Commit(_writer, transaction, number);
            }

            Count(CollectionsMarshal.AsSpan(batch).Slice(start, count));
        }
        catch (Exception e) when (e is CommitConflictException || _engine.IsConflict(e))
        {
            _writer?.Discard();
            throw;
        }
        catch
        {
            // Whatever state the connection is in, the next try begins with a fresh one.
            Disconnect();
            throw;
        }
    }

    /// <summary>Asks what became of the commit in doubt, and tells those who wait for it.</summary>
    private bool Settle(DbConnection connection)
    {
        var isCommitted = _doubt.Settle(connection, out var held);
        if (!isCommitted)
        {
            Fail(held, new DatabaseUnavailableException("The database was away; nothing was committed."));
        }
        else if (held.Length > 0)
        {
            Count(held);
            Release(held);
        }

        return isCommitted;
    }

    private void AskAgain()
    {
        if (!_doubt.IsOpen)
        {
            return;
        }

        try
        {
            Settle(_connection ??= _engine.OpenWriter());
        }
        catch (Exception e)
        {
            // Whatever it is: nothing else may be told of the units meanwhile.
            StillInDoubt(_logger, e.Message);
            Disconnect();
        }
    }

    private void Count(ReadOnlySpan<UnitOfWork> units)
    {
        var rows = 0;
        foreach (var unit in units)
        {
            rows += unit.Changes.Count;
        }

        Volatile.Write(ref _commits, _commits + 1);
        Volatile.Write(ref _rows, _rows + rows);
    }

    private void Disconnect()
    {
        try
        {
            _writer?.Dispose();
            _connection?.Dispose();
        }
        catch (DbException e)
        {
            DisconnectFailed(_logger, e.Message);
        }

        _writer = null;
        _connection = null;
    }

    private static void Fail(IEnumerable<UnitOfWork> units, Exception reason)
    {
        foreach (var unit in units)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static failed => failed.unit.Failed(failed.reason), (unit, reason), preferLocal: false);
        }
    }

    private const int MaxBatch = 512;
    private const int Share = 32;

    [LoggerMessage(EventId = 101, Level = LogLevel.Warning, Message = "A batch of {Count} units failed and is split: {Reason}")]
    private static partial void BatchSplit(ILogger logger, int count, string reason);

    [LoggerMessage(EventId = 102, Level = LogLevel.Debug, Message = "Closing the failed database connection failed too: {Reason}")]
    private static partial void DisconnectFailed(ILogger logger, string reason);

    [LoggerMessage(EventId = 103, Level = LogLevel.Warning, Message = "Whether a batch of {Count} units was committed cannot be told yet: its answer was lost, and the database cannot be asked; they wait")]
    private static partial void InDoubt(ILogger logger, int count);

    [LoggerMessage(EventId = 104, Level = LogLevel.Debug, Message = "The database still cannot be asked about the batch in doubt: {Reason}")]
    private static partial void StillInDoubt(ILogger logger, string reason);
}
