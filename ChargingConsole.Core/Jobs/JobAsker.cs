using System.Globalization;
using ChargingConsole.Core.Audit;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Data;
using Microsoft.Extensions.Logging;

namespace ChargingConsole.Core.Jobs;

/// <summary>Asks one request of a job and writes what came of it.</summary>
internal sealed partial class JobAsker(Job job, JobBook book, CommandDesk desk, CommitQueue commits, TimeProvider clock, ILogger logger, CancellationToken held)
{
    private static readonly TimeSpan s_retry = TimeSpan.FromSeconds(1);
    private readonly Actor _who = new(string.Create(CultureInfo.InvariantCulture, $"{job.Row.CreatedBy} (job {job.Row.Id})"), ActorWay.Job);

    /// <summary>
    /// Asks. That it is being asked is committed with the command's own record before anything is sent, so
    /// that whatever happens then, it is never asked again by itself.
    /// </summary>
    /// <returns>Whether it may have been sent and has its outcome, and when a later step may follow.</returns>
    public async Task<(bool WasAsked, Task Effect)> AskAsync(ChargePoint chargePoint, JobTargetRow target, CancellationToken stop)
    {
        var step = job.Steps[target.Step];
        CommandRow? recorded = null;
        CommandOutcome outcome;
        try
        {
            outcome = await desk.SendAsync(chargePoint.Id, step.Action, step.Payload, _who, (command, unit) =>
            {
                recorded = command;
                var asking = target with { State = JobTargetState.Asking, CommandId = command.Id, AskedAt = command.RequestedAt };
                unit.Update(asking);
                book.Expect(command.Id, job, target.Number);
                job.Asking(asking);
            });
        }
        catch (Exception e)
        {
            await SettleAsync(Failed(target, recorded, e), stop);
            return (true, Task.CompletedTask);
        }

        switch (outcome)
        {
            case { Code: OutcomeCode.Unavailable }:
                // Nothing was committed, so nothing was sent.
                Withdraw(target, recorded);
                job.Take(target);
                return (false, Task.CompletedTask);
            case { Code: OutcomeCode.NotConnected, Command: null }:
                return (false, Task.CompletedTask);
            case { Command: null }:
                await SettleAsync(target with { State = JobTargetState.Refused, Message = outcome.Message, EndedAt = clock.GetUtcNow() }, stop);
                return (true, Task.CompletedTask);
            case { Command.State: CommandState.Offline } when Withdraw(target, recorded):
                // It never left, and the charge point may come back.
                await SettleAsync(target, stop);
                return (false, Task.CompletedTask);
            case { Command.AnsweredAt: null } when job.IsUnanswered(target.Number):
                await SettleAsync(Unanswered(target, outcome), stop, onlyUnanswered: true);
                return (true, Task.CompletedTask);
            case { Command: { AnsweredAt: not null } command } when job.Targets[target.Number].State == JobTargetState.Asking:
                // The disk did not take the answer when it came.
                await SettleAsync(JobOutcomes.Of(job.Targets[target.Number], command), stop);
                return (true, Effect(outcome));
            default:
                return (true, Effect(outcome));
        }
    }

    /// <summary>Gives requests that were not asked their outcome.</summary>
    public async Task GiveUpAsync(IEnumerable<JobTargetRow> targets, JobTargetState state, string why, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        foreach (var some in targets.ToList().Chunk(JobDesk.RowsAtOnce))
        {
            var rows = Array.ConvertAll(some, target => target with { State = state, Message = why, EndedAt = now });
            await PatientlyAsync(
                () =>
                {
                    var unit = new UnitOfWork();
                    Array.ForEach(rows, unit.Update);
                    return commits.CommitAsync(unit);
                },
                stop);
            Array.ForEach(rows, job.Take);
        }
    }

    /// <summary>Writes that the job has ended.</summary>
    public async Task EndAsync(bool wasCancelled, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        wasCancelled &= job.Progress.Row.NotAsked > 0;
        await PatientlyAsync(
            () => job.ChangeAsync(commits, row => row with { State = wasCancelled ? JobState.Cancelled : JobState.Completed, EndedAt = now }),
            stop);
    }

    /// <summary>No answer will come to this; false when it came.</summary>
    private bool Withdraw(JobTargetRow target, CommandRow? command)
    {
        if (command is not null)
        {
            book.Claim(command.Id);
        }

        return job.Answered(target.Number);
    }

    private JobTargetRow Failed(JobTargetRow target, CommandRow? command, Exception reason)
    {
        AskFailed(logger, reason, job.Row.Id, target.Number);
        Withdraw(target, command);
        // What may have been sent is not asked again, whatever went wrong behind it.
        var state = command is null || reason is CommitConflictException ? JobTargetState.Refused : JobTargetState.Unknown;
        return target with { State = state, CommandId = command?.Id, AskedAt = command?.RequestedAt, Message = $"It broke: {reason.Message}", EndedAt = clock.GetUtcNow() };
    }

    private JobTargetRow Unanswered(JobTargetRow target, CommandOutcome outcome) => target with
    {
        State = held.IsCancellationRequested ? JobTargetState.Unknown : JobTargetState.NoAnswer,
        CommandId = outcome.Command!.Id,
        AskedAt = outcome.Command.RequestedAt,
        Message = held.IsCancellationRequested ? ServerStopped : outcome.Message,
        EndedAt = clock.GetUtcNow(),
    };

    private async Task SettleAsync(JobTargetRow target, CancellationToken stop, bool onlyUnanswered = false)
    {
        var isTaken = true;
        await PatientlyAsync(
            () =>
            {
                lock (job.Lock)
                {
                    // A late answer that is on its way to the disk by now knows more.
                    isTaken = !onlyUnanswered || job.IsUnanswered(target.Number);
                    if (!isTaken)
                    {
                        return Task.CompletedTask;
                    }

                    var unit = new UnitOfWork();
                    unit.Update(target);
                    return commits.CommitAsync(unit);
                }
            },
            stop);
        lock (job.Lock)
        {
            if (isTaken && (!onlyUnanswered || job.IsUnanswered(target.Number)))
            {
                job.Take(target);
            }
        }
    }

    /// <summary>A step that was made at the charge point has to reach the disk, however long that takes.</summary>
    private async Task PatientlyAsync(Func<Task> commit, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                await commit();
                return;
            }
            catch (DatabaseUnavailableException) when (!held.IsCancellationRequested)
            {
                // Also when the job was cancelled: what is known is still written. Only the server's end ends this.
                await Task.Delay(s_retry, clock, held);
            }
            catch (DatabaseUnavailableException)
            {
                stop.ThrowIfCancellationRequested();
                throw;
            }
        }
    }

    private static Task Effect(CommandOutcome outcome) =>
        outcome.Command?.Action == "Reset" ? outcome.Confirmation : Task.CompletedTask;

    /// <summary>What is told of a request whose answer the server did not live to see.</summary>
    public const string ServerStopped = "The server stopped before the charger answered. It was not asked again.";

    [LoggerMessage(EventId = 604, Level = LogLevel.Error, Message = "Request {Number} of job {JobId} broke")]
    private static partial void AskFailed(ILogger logger, Exception exception, long jobId, int number);
}
