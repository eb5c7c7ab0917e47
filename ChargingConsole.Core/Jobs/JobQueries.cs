using ChargingConsole.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Core.Jobs;

/// <summary>Reads jobs; those that have not ended with their counts as they stand.</summary>
public sealed class JobQueries(ChargingDatabase database, JobBook book)
{
    /// <summary>Jobs, newest first, older than <paramref name="before"/> where given.</summary>
    public async Task<IReadOnlyList<JobProgress>> ListAsync(long? before, int limit, CancellationToken cancellationToken = default)
    {
        await using var context = database.OpenReader();
        IQueryable<JobRow> query = context.Jobs;
        if (before is { } id)
        {
            query = query.Where(row => row.Id < id);
        }

        var rows = await query.OrderByDescending(row => row.Id).Take(limit).ToListAsync(cancellationToken);
        return [.. rows.Select(row => book.Find(row.Id)?.Progress ?? new JobProgress(row, 0))];
    }

    /// <summary>One job, or null.</summary>
    public async Task<JobProgress?> FindAsync(long id, CancellationToken cancellationToken = default)
    {
        if (book.Find(id) is { } live)
        {
            return live.Progress;
        }

        await using var context = database.OpenReader();
        return await context.Jobs.SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is { } row ? new JobProgress(row, 0) : null;
    }

    /// <summary>How many requests of a job stand where.</summary>
    public async Task<IReadOnlyDictionary<JobTargetState, int>> CountAsync(long id, CancellationToken cancellationToken = default)
    {
        await using var context = database.OpenReader();
        return await context.JobTargets
            .Where(row => row.JobId == id)
            .GroupBy(row => row.State)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(pair => pair.Key, pair => pair.Count, cancellationToken);
    }

    /// <summary>The requests of a job by number, behind <paramref name="after"/> where given, and only those in these states where any are given.</summary>
    public async Task<IReadOnlyList<JobTargetRow>> TargetsAsync(
        long id, IReadOnlyCollection<JobTargetState>? states, int? after, int limit, CancellationToken cancellationToken = default)
    {
        await using var context = database.OpenReader();
        var query = context.JobTargets.Where(row => row.JobId == id);
        if (after is { } number)
        {
            query = query.Where(row => row.Number > number);
        }

        if (states is { Count: > 0 })
        {
            var wanted = states.ToList();
            query = query.Where(row => wanted.Contains(row.State));
        }

        return await query.OrderBy(row => row.Number).Take(limit).ToListAsync(cancellationToken);
    }
}
