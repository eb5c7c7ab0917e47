using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Data;

namespace ChargingConsole.Core.Jobs;

/// <summary>Writes the outcome of a job's request together with its command's answer, also when that comes late.</summary>
internal sealed class JobOutcomes(JobBook book, CommitQueue commits) : ICommandEffect
{
    /// <inheritdoc/>
    public string? Action => null;

    /// <inheritdoc/>
    public Action? Answered(ChargePoint chargePoint, CommandRow command, UnitOfWork unit)
    {
        if (book.Claim(command.Id) is not var (job, number) || !job.Answered(number))
        {
            return null;
        }

        var target = Of(job.Targets[number], command);
        unit.Update(target);
        return () =>
        {
            lock (job.Lock)
            {
                job.Take(target);
                if (job.Row.EndedAt is not null)
                {
                    // The job was closed without this answer: its totals are counted anew.
                    _ = NoteAsync(job);
                }
            }
        };
    }

    /// <summary>The request with the outcome of its answered command.</summary>
    public static JobTargetRow Of(JobTargetRow target, CommandRow command) => target with
    {
        State = command.State switch
        {
            CommandState.Rejected => JobTargetState.Rejected,
            CommandState.NotSupported => JobTargetState.NotSupported,
            CommandState.Error => JobTargetState.Error,
            CommandState.Expired when !CommandWords.IsAgreement(command.Action, command.AnswerStatus) => JobTargetState.Rejected,
            _ => JobTargetState.Accepted,
        },
        CommandId = command.Id,
        AnswerStatus = command.AnswerStatus,
        Message = command.Message,
        EndedAt = command.AnsweredAt,
    };

    private async Task NoteAsync(Job job)
    {
        try
        {
            await job.ChangeAsync(commits, static row => row);
        }
        catch (DatabaseUnavailableException)
        {
            // The requests have the truth, and a job's page counts them.
        }
    }
}
