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
            while (_queue.Take(_batch, MaxBatch))
            {
                Commit(_batch, 0, _batch.Count);
                _batch.Clear();
            }
        }
        finally
        {
            Disconnect();
            _ended.SetResult();
        }
    }

    private void Commit(List<UnitOfWork> batch, int start, int count)
    {
        _watch.Began(count);
        try
        {
            _pipeline.Execute(static (state, _) => state.Queue.Write(state.batch, state.start, state.count), (Queue: this, batch, start, count));
        }
        catch (Exception e) when (e is BrokenCircuitException || _engine.IsTransient(e))
        {
            var away = new DatabaseUnavailableException("The database is away; nothing was committed.", e);
            _watch.GivenUp();
            Fail(batch, start, count, away);
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
            Fail(batch, start, count, reason);
            return;
        }

        _watch.Committed(count);
        Release(CollectionsMarshal.AsSpan(batch).Slice(start, count));
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

    private void Write(List<UnitOfWork> batch, int start, int count)
    {
        try
        {
            _connection ??= _engine.OpenWriter();
            _writer ??= new RowWriter(_connection, _model, _engine.Prepare);
            var rows = 0;
            using (var transaction = _connection.BeginTransaction())
            {
                for (var i = start; i < start + count; i++)
                {
                    foreach (var change in batch[i].Changes)
                    {
                        _writer.Write(change, transaction);
                        rows++;
                    }
                }

                transaction.Commit();
            }

            Volatile.Write(ref _commits, _commits + 1);
            Volatile.Write(ref _rows, _rows + rows);
        }
        catch (Exception e) when (e is not CommitConflictException && !_engine.IsConflict(e))
        {
            // Whatever state the connection is in, the next try begins with a fresh one.
            Disconnect();
            throw;
        }
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

    private static void Fail(List<UnitOfWork> batch, int start, int count, Exception reason)
    {
        foreach (var unit in batch.GetRange(start, count))
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
}
