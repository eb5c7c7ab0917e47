using System.Collections.Concurrent;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Core.Jobs;

/// <summary>Runs jobs: those that were not through when the server last stopped, and those that are made.</summary>
public sealed partial class JobRunner(
    JobBook book, Fleet fleet, CommandDesk desk, CommitQueue commits, ChargingDatabase database, TimeProvider clock, IOptions<JobsOptions> options, ILogger<JobRunner> logger)
    : BackgroundService
{
    private static readonly TimeSpan s_lateAnswers = TimeSpan.FromMinutes(10);

    private readonly CancellationTokenSource _held = new();
    private readonly ConcurrentDictionary<Job, Task> _runs = new();
    private readonly HashSet<long> _resumed = [];

    /// <summary>Takes up the unfinished jobs before anybody is let in.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Nothing more is asked. Goes before the connections end, so that a job does not take the server's end for the chargers'.</summary>
    public void Hold() => _held.Cancel();

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        Hold();
        await base.StopAsync(cancellationToken);
        await Task.WhenAll(_runs.Values).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _held.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var job in book.Added.ReadAllAsync(stoppingToken))
        {
            _runs[job] = RunAsync(job);
        }
    }

    private async Task RunAsync(Job job)
    {
        await Task.Yield();
        var row = job.Row;
        var isResumed = _resumed.Contains(row.Id);
        var wait = Math.Max(row.OfflineWaitSeconds, isResumed ? options.Value.ReconnectSeconds : 0);
        var since = isResumed ? clock.GetUtcNow() : row.CreatedAt;
        try
        {
            var asker = new JobAsker(job, book, desk, commits, clock, logger, _held.Token);
            using var run = new JobRun(job, asker, fleet, since, TimeSpan.FromSeconds(wait), clock, logger);
            await run.RunAsync(_held.Token);
            if (_held.IsCancellationRequested)
            {
                return;
            }

            book.Ended(job);
            var ended = job.Progress.Row;
            Ended(logger, ended.Id, ended.Title, ended.State, ended.Succeeded, ended.Failed, ended.Unanswered, ended.NotAsked);
            await Task.Delay(s_lateAnswers, clock, _held.Token);
        }
        catch (OperationCanceledException) when (_held.IsCancellationRequested)
        {
        }
        catch (Exception e) when (e is not DatabaseUnavailableException || !_held.IsCancellationRequested)
        {
            RunFailed(logger, e, row.Id);
        }
        finally
        {
            book.Forget(job);
            job.Dispose();
            _runs.TryRemove(job, out _);
        }
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        await using var context = database.OpenReader();
        // Requests of a job that was never complete count too: their numbers are taken.
        book.StartAfter(Math.Max(
            await context.Jobs.MaxAsync(row => (long?)row.Id, cancellationToken) ?? 0,
            await context.JobTargets.MaxAsync(row => (long?)row.JobId, cancellationToken) ?? 0));
        var rows = await context.Jobs.Where(row => row.State < JobState.Completed).OrderBy(row => row.Id).ToListAsync(cancellationToken);
        foreach (var row in rows)
        {
            var targets = await context.JobTargets.Where(target => target.JobId == row.Id).OrderBy(target => target.Number).ToArrayAsync(cancellationToken);
            await TellUnansweredAsync(context, targets, cancellationToken);
            _resumed.Add(row.Id);
            var job = new Job(row, targets);
            book.Add(job);
            Resumed(logger, row.Id, row.Title, job.Progress.Waiting, row.Requests);
        }
    }

    /// <summary>What was being asked when the server stopped is told as its command tells it, and never asked again.</summary>
    private async Task TellUnansweredAsync(ChargingDbContext context, JobTargetRow[] targets, CancellationToken cancellationToken)
    {
        foreach (var some in targets.Where(target => target.State == JobTargetState.Asking).ToArray().Chunk(JobDesk.RowsAtOnce))
        {
            var ids = some.Select(target => target.CommandId ?? 0).ToList();
            var commands = await context.Commands.Where(command => ids.Contains(command.Id)).ToDictionaryAsync(command => command.Id, cancellationToken);
            var unit = new UnitOfWork();
            foreach (var target in some)
            {
                var told = commands.GetValueOrDefault(target.CommandId ?? 0) is { AnsweredAt: not null } command
                    ? JobOutcomes.Of(target, command)
                    : target with { State = JobTargetState.Unknown, Message = JobAsker.ServerStopped, EndedAt = clock.GetUtcNow() };
                targets[target.Number] = told;
                unit.Update(told);
            }

            await commits.CommitAsync(unit);
        }
    }

    [LoggerMessage(EventId = 600, Level = LogLevel.Information, Message = "Job {JobId} ({Title}) is taken up again: {Waiting} of {Requests} requests wait")]
    private static partial void Resumed(ILogger logger, long jobId, string title, int waiting, int requests);

    [LoggerMessage(EventId = 602, Level = LogLevel.Error, Message = "Job {JobId} broke off; it goes on after the next start")]
    private static partial void RunFailed(ILogger logger, Exception exception, long jobId);

    [LoggerMessage(EventId = 603, Level = LogLevel.Information, Message = "Job {JobId} ({Title}) has ended as {State}: {Succeeded} agreed, {Failed} failed, {Unanswered} without a known answer, {NotAsked} not asked")]
    private static partial void Ended(ILogger logger, long jobId, string title, JobState state, int succeeded, int failed, int unanswered, int notAsked);
}
