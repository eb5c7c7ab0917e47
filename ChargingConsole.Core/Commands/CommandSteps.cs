using System.Collections.Concurrent;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Live;
using Microsoft.Extensions.Logging;

namespace ChargingConsole.Core.Commands;

/// <summary>
/// Brings the steps of commands to the disk, those of one charge point in the order they were taken. What an answer
/// changes is worked out when all that earlier answers changed is on disk and in memory, and is tried again until it
/// is: the charge point has done it, whatever the database says.
/// </summary>
public sealed partial class CommandSteps(CommitQueue commits, CommandEffects effects, ILiveFeed feed, TimeProvider clock, ILogger<CommandSteps> logger)
{
    private static readonly TimeSpan s_retry = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<int, Lane> _lanes = new();

    /// <summary>Takes a command's step; the command's lock is held.</summary>
    /// <param name="command">The command as it stands now.</param>
    /// <param name="isAnswer">Whether the answer has just come, so that what it changes is written too.</param>
    /// <param name="isLast">Whether no step follows that would write the record again.</param>
    /// <returns>
    /// What completes when the step is on disk, and what completes when all that the answer changes is on disk or cannot be now.
    /// Nobody has to wait for a mere record.
    /// </returns>
    internal (Task Written, Task Tried) Take(OpenCommand command, bool isAnswer, bool isLast)
    {
        var lane = _lanes.GetOrAdd(command.ChargePoint.Key, static _ => new Lane());
        var step = new Step(command, command.Row, isAnswer);
        if (!isAnswer && lane.IsEmpty)
        {
            // Nothing of the charge point's is on its way that a mere record could overtake.
            _ = WriteRecordAsync(lane, step, isLast);
            return (step.Written, Task.CompletedTask);
        }

        Enqueue(lane, step);
        return (step.Written, step.IsMereRecord ? Task.CompletedTask : step.Tried);
    }

    private async Task WriteRecordAsync(Lane lane, Step step, bool isLast)
    {
        if (await TryWriteAsync(step))
        {
            return;
        }

        if (isLast)
        {
            Enqueue(lane, step);
        }
        else
        {
            // The next step writes the whole row again; what was done at the charge point stands.
            step.End();
        }
    }

    private void Enqueue(Lane lane, Step step)
    {
        if (lane.Add(step))
        {
            _ = DrainAsync(lane);
        }
    }

    /// <summary>Writes what waits, the first before the others, until nothing does.</summary>
    private async Task DrainAsync(Lane lane)
    {
        for (var step = lane.First; step is not null;)
        {
            if (await TryWriteAsync(step))
            {
                step = lane.Next();
                continue;
            }

            // Nobody waits for a disk that may be away for long.
            lane.Stall();
            if (commits.IsClosed)
            {
                return;
            }

            await Task.Delay(s_retry, clock);
        }
    }

    /// <summary>False when the database is away.</summary>
    private async Task<bool> TryWriteAsync(Step step)
    {
        var command = step.Command;
        try
        {
            Task written;
            lock (command.Lock)
            {
                WorkOut(step);
                var unit = new UnitOfWork();
                // As it stands now: what was taken since is never overwritten by what was taken before.
                unit.Update(command.Row);
                unit.Add(step.Changes);
                written = commits.CommitAsync(unit);
            }

            await written;
            step.After?.Invoke();
            if (step.After is not null)
            {
                feed.Changed(command.ChargePoint, FeedTopics.State);
            }
        }
        catch (DatabaseUnavailableException e)
        {
            NotWritten(logger, step.Row.Id, step.Row.State, e.Message);
            return false;
        }
        catch (Exception e)
        {
            NotWritten(logger, step.Row.Id, step.Row.State, e.Message);
            if (!step.IsMereRecord)
            {
                // Another try would end alike, and hold up all that follows: only the record is left to be kept.
                step.Drop();
                return await TryWriteAsync(step);
            }
        }

        step.End();
        return true;
    }

    /// <summary>Once only, since an effect may give numbers away.</summary>
    private void WorkOut(Step step)
    {
        if (!step.IsWorkedOut)
        {
            step.IsWorkedOut = true;
            step.After = effects.Answered(step.Command.ChargePoint, step.Row, step.Changes);
        }
    }

    [LoggerMessage(EventId = 300, Level = LogLevel.Warning, Message = "Step {State} of command {CommandId} could not be written: {Reason}")]
    private static partial void NotWritten(ILogger logger, long commandId, CommandState state, string reason);

    /// <summary>A step of a command, as its row was when it was taken.</summary>
    private sealed class Step(OpenCommand command, CommandRow row, bool isAnswer)
    {
        private readonly TaskCompletionSource _tried = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public OpenCommand Command => command;

        public CommandRow Row => row;

        public UnitOfWork Changes { get; private set; } = new();

        public Action? After { get; set; }

        public bool IsWorkedOut { get; set; } = !isAnswer;

        public bool IsMereRecord => IsWorkedOut && After is null && Changes.Changes.Count == 0;

        public Task Tried => _tried.Task;

        public Task Written => _written.Task;

        public void Stall() => _tried.TrySetResult();

        public void Drop() => (Changes, After, IsWorkedOut) = (new UnitOfWork(), null, true);

        public void End()
        {
            _tried.TrySetResult();
            _written.TrySetResult();
        }
    }

    /// <summary>What of one charge point's commands is on its way to the disk.</summary>
    private sealed class Lane
    {
        private readonly Lock _lock = new();
        private readonly Queue<Step> _steps = new();
        private bool _isStalled;

        public bool IsEmpty
        {
            get
            {
                lock (_lock)
                {
                    return _steps.Count == 0;
                }
            }
        }

        public Step? First
        {
            get
            {
                lock (_lock)
                {
                    return _steps.TryPeek(out var first) ? first : null;
                }
            }
        }

        /// <summary>Whether it is the only one, so that somebody has to begin writing.</summary>
        public bool Add(Step step)
        {
            lock (_lock)
            {
                _steps.Enqueue(step);
                if (_isStalled)
                {
                    step.Stall();
                }

                return _steps.Count == 1;
            }
        }

        /// <summary>The first one is done.</summary>
        public Step? Next()
        {
            lock (_lock)
            {
                _isStalled = false;
                _steps.Dequeue();
                return _steps.TryPeek(out var next) ? next : null;
            }
        }

        public void Stall()
        {
            lock (_lock)
            {
                _isStalled = true;
                foreach (var step in _steps)
                {
                    step.Stall();
                }
            }
        }
    }
}
