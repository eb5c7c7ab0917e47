using System.Globalization;
using ChargingConsole.Core.Audit;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Core.Ocpp.V16;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Core.Jobs;

/// <summary>Where jobs are made, cancelled and repeated: on disk first, then in <see cref="JobBook"/>.</summary>
public sealed class JobDesk(
    JobBook book, JobQueries queries, CommandEffects effects, ChargingDatabase database, Fleet fleet, CommitQueue commits, AuditTrail trail, TimeProvider clock, IOptions<JobsOptions> options) : IDisposable
{
    // Two who repeat a job at once would have every charge point asked twice.
    private readonly SemaphoreSlim _retrying = new(1, 1);

    /// <summary>Why a job cannot be made, by the member's name in REST; empty when it can.</summary>
    public IReadOnlyList<(string Member, string Message)> Check(JobRequest request) =>
        [.. request.Check(options.Value), .. request.Steps.SelectMany((step, index) => Check(step, index, request.ChargePoints))];

    /// <summary>Makes a job that passed <see cref="Check(JobRequest)"/>; it begins at once.</summary>
    /// <param name="request">What, whom, and at what pace.</param>
    /// <param name="createdBy">Who makes it, for the record.</param>
    /// <exception cref="DatabaseUnavailableException">The database is away; there is no job.</exception>
    public Task<JobRow> CreateAsync(JobRequest request, Actor createdBy)
    {
        var steps = request.Steps.Count;
        var targets = request.ChargePoints.SelectMany((chargePoint, place) => Enumerable.Range(0, steps).Select(step => (chargePoint.Key, Step: step)));
        return StoreAsync(
            new JobRow
            {
                Id = book.NextId(),
                Title = request.Name,
                Steps = JobStep.Write([.. request.Steps.Select(Spelled)]),
                Selection = request.Selection,
                CreatedBy = createdBy.Name,
                CreatedAt = clock.GetUtcNow(),
                State = JobState.Running,
                PerSecond = request.PerSecond,
                AtOnce = request.AtOnce,
                OfflineWaitSeconds = request.OfflineWaitSeconds,
                StopOnFailure = request.StopOnFailure,
                ChargePoints = request.ChargePoints.Count,
                Requests = request.ChargePoints.Count * steps,
            },
            targets,
            createdBy);
    }

    /// <summary>
    /// Makes a new job of the requests of an ended one that failed or were never made. What was agreed to is not asked
    /// again. While such a job runs, it is that one.
    /// </summary>
    /// <param name="id">The ended job.</param>
    /// <param name="withUnanswered">Also those of which nobody knows what came; a charge point may then be asked twice.</param>
    /// <param name="createdBy">Who makes it, for the record.</param>
    /// <exception cref="DatabaseUnavailableException">The database is away; there is no new job.</exception>
    public async Task<JobAnswer> RetryAsync(long id, bool withUnanswered, Actor createdBy)
    {
        await _retrying.WaitAsync();
        try
        {
            return book.RetryOf(id) is { } running
                ? new JobAnswer(JobAnswer.Done, $"Job {running.Row.Id} already repeats what was left of job {id}.", running.Progress.Row)
                : await MakeRetryAsync(id, withUnanswered, createdBy);
        }
        finally
        {
            _retrying.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _retrying.Dispose();

    private async Task<JobAnswer> MakeRetryAsync(long id, bool withUnanswered, Actor createdBy)
    {
        if (await queries.FindAsync(id) is not { Row: var old })
        {
            return JobAnswer.Unknown(id);
        }

        if (old.EndedAt is null)
        {
            return new JobAnswer(JobAnswer.StillRunning, $"Job {id} has not ended. Wait for its end, or cancel it.", old);
        }

        await using var context = database.OpenReader();
        var rows = await context.JobTargets.Where(row => row.JobId == id).OrderBy(row => row.Number).ToListAsync();
        var again = rows
            .GroupBy(row => row.ChargePointKey)
            .Where(group => fleet.Find(group.Key) is not null)
            // What comes behind a step with an unknown outcome was held back for a reason.
            .Where(group => withUnanswered || !old.StopOnFailure || !group.Any(row => JobTargetStates.Unanswered.Contains(row.State)))
            .SelectMany(group => group.Where(row =>
                JobTargetStates.Failed.Contains(row.State) || JobTargetStates.NotAsked.Contains(row.State)
                || (withUnanswered && JobTargetStates.Unanswered.Contains(row.State))))
            .Select(row => (row.ChargePointKey, row.Step))
            .ToList();
        if (again.Count == 0)
        {
            return new JobAnswer(JobAnswer.NothingToRepeat, $"Job {id} has nothing to repeat.", old);
        }

        var row = await StoreAsync(
            old with
            {
                Id = book.NextId(),
                Title = old.Title.StartsWith("Retry: ", StringComparison.Ordinal) ? old.Title : $"Retry: {old.Title}",
                Selection = string.Create(CultureInfo.InvariantCulture, $"What was left of job {id}"),
                CreatedBy = createdBy.Name,
                CreatedAt = clock.GetUtcNow(),
                State = JobState.Running,
                RetryOf = id,
                CancelledBy = null,
                EndedAt = null,
                ChargePoints = again.Select(target => target.ChargePointKey).Distinct().Count(),
                Requests = again.Count,
                Succeeded = 0,
                Failed = 0,
                Unanswered = 0,
                NotAsked = 0,
            },
            again,
            createdBy);
        return new JobAnswer(JobAnswer.Done, $"Job {row.Id} repeats what was left of job {id}.", row);
    }

    /// <summary>Cancels a job: nothing more is sent; answers that are on their way are still taken.</summary>
    /// <param name="id">The job.</param>
    /// <param name="cancelledBy">Who cancels it, for the record.</param>
    /// <exception cref="DatabaseUnavailableException">The database is away. Nothing more is sent, but a restart before it is back would take the job up again.</exception>
    public async Task<JobAnswer> CancelAsync(long id, Actor cancelledBy)
    {
        if (book.Running(id) is { } job)
        {
            // First of all nothing more goes out, whatever the disk says.
            job.Cancel();
            if (job.Row.State == JobState.Running)
            {
                await job.ChangeAsync(
                    commits,
                    row => row.State == JobState.Running ? row with { State = JobState.Cancelling, CancelledBy = cancelledBy.Name } : row,
                    unit => trail.Note(unit, cancelledBy, AuditWords.JobCancelled, id.ToString(CultureInfo.InvariantCulture), job.Row.Title));
            }

            return new JobAnswer(JobAnswer.Done, $"Job {id} is cancelled. What is on its way is still waited for.", job.Progress.Row);
        }

        return await queries.FindAsync(id) is { Row: var row }
            ? new JobAnswer(JobAnswer.AlreadyEnded, $"Job {id} has ended already.", row)
            : JobAnswer.Unknown(id);
    }

    private IEnumerable<(string Member, string Message)> Check(JobStep step, int index, IReadOnlyList<ChargePoint> chargePoints)
    {
        var member = string.Create(CultureInfo.InvariantCulture, $"steps[{index}].");
        if (OutboundActions.Find(step.Action) is not { } action)
        {
            yield return ($"{member}action", $"{step.Action} is no request that a central system sends in OCPP 1.6.");
        }
        else if (Secrets.Mask(action.Name, step.Payload) != step.Payload)
        {
            yield return ($"{member}payload.key", "A job keeps no secret, which every charger has for itself: send it to each charger alone.");
        }
        else if (chargePoints.Count > 0)
        {
            // As the first of them would get it: what the desk adds to a payload differs by charge point, its form does not.
            foreach (var fault in OutboundPayload.Make(effects, chargePoints[0], action, step.Payload).Faults)
            {
                yield return ($"{member}payload{(fault.Path.Length == 0 ? "" : ".")}{fault.Path}", fault.Message);
            }
        }
    }

    /// <summary>The requests first and the job last: what is not complete is no job, and nothing of it is asked.</summary>
    private async Task<JobRow> StoreAsync(JobRow row, IEnumerable<(int ChargePointKey, int Step)> requests, Actor by)
    {
        var targets = requests.Select((request, number) => new JobTargetRow
        {
            JobId = row.Id,
            Number = number,
            ChargePointKey = request.ChargePointKey,
            Step = request.Step,
            State = JobTargetState.Waiting,
        }).ToArray();
        foreach (var some in targets.Chunk(RowsAtOnce))
        {
            var unit = new UnitOfWork();
            Array.ForEach(some, unit.Insert);
            await commits.CommitAsync(unit);
        }

        var last = new UnitOfWork();
        last.Insert(row);
        trail.Note(last, by, AuditWords.JobMade, row.Id.ToString(CultureInfo.InvariantCulture), null, row);
        await commits.CommitAsync(last);
        book.Add(new Job(row, targets));
        return row;
    }

    private static JobStep Spelled(JobStep step) => step with { Action = OutboundActions.Find(step.Action)?.Name ?? step.Action };

    // Charging shares the disk, so a large job is written in pieces.
    internal const int RowsAtOnce = 500;
}

/// <summary>What became of something asked of a job.</summary>
/// <param name="Code">A stable word for programs.</param>
/// <param name="Message">The outcome in plain words.</param>
/// <param name="Row">The job concerned; null when there is none.</param>
public sealed record JobAnswer(string Code, string Message, JobRow? Row)
{
    /// <summary>It was done.</summary>
    public const string Done = "done";
    /// <summary>There is no such job.</summary>
    public const string UnknownJob = "unknown_job";
    /// <summary>The job has not ended.</summary>
    public const string StillRunning = "still_running";
    /// <summary>The job has ended.</summary>
    public const string AlreadyEnded = "already_ended";
    /// <summary>Every request was agreed to.</summary>
    public const string NothingToRepeat = "nothing_to_repeat";

    internal static JobAnswer Unknown(long id) => new(UnknownJob, $"Job {id} not found", null);
}
