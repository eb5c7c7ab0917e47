using System.Collections.Concurrent;
using ChargingConsole.Core.ChargePoints;
using Microsoft.Extensions.Logging;

namespace ChargingConsole.Core.Jobs;

/// <summary>
/// Runs one job: charge points that are connected are asked, each its steps in order, no more at once and
/// no faster than the job says; those that are not are waited for until its limit.
/// </summary>
internal sealed partial class JobRun(Job job, JobAsker asker, Fleet fleet, DateTimeOffset startedAt, TimeSpan offlineWait, TimeProvider clock, ILogger logger)
    : IDisposable
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_again = TimeSpan.FromSeconds(5);

    private readonly ConcurrentQueue<JobTurn> _back = new();
    private readonly JobPace _pace = new(job.Row.PerSecond, clock);
    private readonly SemaphoreSlim _slots = new(job.Row.AtOnce);
    private readonly List<Task> _turns = [];
    private int _inTurn;
    private volatile TaskCompletionSource _bell = NewBell();

    /// <summary>Completes when every request has an outcome, or when <paramref name="held"/> is set: then it goes on after the next start.</summary>
    public async Task RunAsync(CancellationToken held)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(held, job.Cancelled);
        var waiting = new LinkedList<JobTurn>(Turns());
        try
        {
            await TakeTurnsAsync(waiting, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }

        await Task.WhenAll(_turns);
        if (held.IsCancellationRequested)
        {
            return;
        }

        await asker.GiveUpAsync(job.Targets.Where(target => target.State == JobTargetState.Waiting), JobTargetState.Cancelled, "The job was cancelled.", held);
        await asker.GiveUpAsync(job.Targets.Where(target => target.State == JobTargetState.Asking), JobTargetState.Unknown, "What came of it could not be stored.", held);
        await asker.EndAsync(stop.IsCancellationRequested, held);
    }

    /// <inheritdoc/>
    public void Dispose() => _slots.Dispose();

    private IEnumerable<JobTurn> Turns() => job.Targets
        .GroupBy(target => target.ChargePointKey)
        .Select(group => new JobTurn(job, fleet.Find(group.Key), [.. group.Select(target => target.Number)]))
        .Where(turn => turn.Next is not null);

    private async Task TakeTurnsAsync(LinkedList<JobTurn> waiting, CancellationToken stop)
    {
        while (true)
        {
            var bell = _bell;
            var isIdle = Volatile.Read(ref _inTurn) == 0;
            while (_back.TryDequeue(out var turn))
            {
                waiting.AddLast(turn);
            }

            if (waiting.Count == 0 && isIdle)
            {
                return;
            }

            await StartReadyAsync(waiting, stop);
            await GiveUpOfflineAsync(waiting, stop);
            if (waiting.Count > 0 || Volatile.Read(ref _inTurn) > 0)
            {
                await bell.Task.WaitAsync(s_look, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                stop.ThrowIfCancellationRequested();
            }
        }
    }

    private async Task StartReadyAsync(LinkedList<JobTurn> waiting, CancellationToken stop)
    {
        for (var node = waiting.First; node is not null;)
        {
            var (turn, next) = (node.Value, node.Next);
            if (turn.IsReady(clock.GetUtcNow()))
            {
                await _slots.WaitAsync(stop);
                waiting.Remove(node);
                Interlocked.Increment(ref _inTurn);
                _turns.Add(TakeTurnAsync(turn, stop));
                if (_turns.Count > 2 * job.Row.AtOnce)
                {
                    _turns.RemoveAll(static task => task.IsCompleted);
                }
            }

            node = next;
        }
    }

    private async Task GiveUpOfflineAsync(LinkedList<JobTurn> waiting, CancellationToken stop)
    {
        if (waiting.Count == 0 || clock.GetUtcNow() - startedAt < offlineWait)
        {
            return;
        }

        var offline = waiting.Where(turn => turn.ChargePoint?.State.IsConnected == false).ToList();
        if (offline.Count > 0)
        {
            offline.ForEach(turn => waiting.Remove(turn));
            await asker.GiveUpAsync(offline.Select(turn => turn.Next!), JobTargetState.Offline, "The charger was not connected.", stop);
            await asker.GiveUpAsync(offline.Where(turn => turn.IsSpared).SelectMany(turn => turn.Waiting), JobTargetState.Skipped, Spared, stop);
            await asker.GiveUpAsync(offline.SelectMany(turn => turn.Waiting), JobTargetState.Offline, "The charger was not connected.", stop);
        }
    }

    private async Task TakeTurnAsync(JobTurn turn, CancellationToken stop)
    {
        try
        {
            if (!await StepsAsync(turn, stop))
            {
                _back.Enqueue(turn);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            TurnFailed(logger, e, job.Row.Id, turn.ChargePoint?.Id);
            turn.NotBefore = clock.GetUtcNow() + s_again;
            _back.Enqueue(turn);
        }
        finally
        {
            _slots.Release();
            Interlocked.Decrement(ref _inTurn);
            Interlocked.Exchange(ref _bell, NewBell()).TrySetResult();
        }
    }

    /// <summary>Asks step after step; false when the charge point has to be tried again.</summary>
    private async Task<bool> StepsAsync(JobTurn turn, CancellationToken stop)
    {
        while (turn.Next is { } target)
        {
            if (turn.ChargePoint is not { } chargePoint)
            {
                await asker.GiveUpAsync(turn.Waiting, JobTargetState.Refused, "There is no such charger any more.", stop);
                return true;
            }

            if (turn.IsSpared)
            {
                await asker.GiveUpAsync(turn.Waiting, JobTargetState.Skipped, Spared, stop);
                return true;
            }

            await _pace.WaitAsync(stop);
            stop.ThrowIfCancellationRequested();
            if (!chargePoint.State.IsConnected)
            {
                return false;
            }

            var (wasAsked, effect) = await asker.AskAsync(chargePoint, target, stop);
            if (!wasAsked)
            {
                turn.NotBefore = clock.GetUtcNow() + s_again;
                return false;
            }

            if (turn.Next is not null)
            {
                // What follows a reset is for the charge point that has booted.
                await effect.WaitAsync(stop);
            }
        }

        return true;
    }

    private static TaskCompletionSource NewBell() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private const string Spared = "An earlier step was not agreed to.";

    [LoggerMessage(EventId = 601, Level = LogLevel.Error, Message = "Job {JobId} could not ask {ChargePointId}; it is tried again")]
    private static partial void TurnFailed(ILogger logger, Exception exception, long jobId, string? chargePointId);
}
