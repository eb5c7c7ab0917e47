using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Core.Charging;

/// <content>For those who may not know of all sessions.</content>
public sealed partial class SessionQueries
{
    /// <summary>The session with this transaction id; null also when it is out of reach.</summary>
    public async Task<SessionView?> FindAsync(int transactionId, SessionReach? reach, CancellationToken cancellationToken = default) =>
        await FindAsync(transactionId, cancellationToken) is { } session && await IsWithinAsync(session, reach, cancellationToken) ? session : null;

    /// <summary>Whether somebody may know of a session.</summary>
    public async Task<bool> IsWithinAsync(SessionView session, SessionReach? reach, CancellationToken cancellationToken = default)
    {
        if (reach is null || reach.Starter is null)
        {
            return reach is null || reach.Has(session.IdTag);
        }

        if (session.StartCommandId is not { } command)
        {
            return false;
        }

        var who = reach.Starter;
        await using var context = database.OpenReader();
        return await context.Commands.AnyAsync(row => row.Id == command && row.RequestedBy == who, cancellationToken);
    }

    /// <summary>The open transactions that somebody may know of.</summary>
    public async Task<IReadOnlySet<int>> OpenIdsAsync(SessionReach reach, CancellationToken cancellationToken = default)
    {
        if (reach.Starter is not { } who)
        {
            return transactions.Open.Where(row => reach.Has(row.IdTag)).Select(row => row.Id).ToHashSet();
        }

        var open = transactions.Open.Where(row => row.StartCommandId is not null).ToList();
        if (open.Count == 0)
        {
            return new HashSet<int>();
        }

        var commandIds = open.Select(row => row.StartCommandId!.Value).ToArray();
        await using var context = database.OpenReader();
        var own = (await context.Commands.Where(row => commandIds.Contains(row.Id) && row.RequestedBy == who).Select(row => row.Id).ToListAsync(cancellationToken)).ToHashSet();
        return open.Where(row => own.Contains(row.StartCommandId!.Value)).Select(row => row.Id).ToHashSet();
    }

    /// <summary>The newest <paramref name="limit"/> readings of the sessions at a charge point that somebody may know of, newest first.</summary>
    public async Task<IReadOnlyList<MeterReadingRow>> ReadingsAsync(ChargePoint chargePoint, SessionReach reach, int limit, CancellationToken cancellationToken = default)
    {
        var readings = new List<MeterReadingRow>();
        foreach (var session in await ListAsync(new SessionFilter { ChargePointId = chargePoint.Id, Reach = reach, Before = 0, Limit = limit }, cancellationToken))
        {
            if (readings.Count >= limit && session.StopTime < readings[limit - 1].Timestamp)
            {
                break;
            }

            readings.AddRange(await ReadingsAsync(session.TransactionId, limit, cancellationToken));
            readings.Sort(static (one, other) => (other.Timestamp, other.Id).CompareTo((one.Timestamp, one.Id)));
        }

        return readings.Count > limit ? readings.GetRange(0, limit) : readings;
    }

    /// <summary>The latest reading of an open session at a charge point that somebody may know of; null when there is none.</summary>
    public async Task<MeterReadingRow?> LatestReadingAsync(ChargePoint chargePoint, SessionReach reach, CancellationToken cancellationToken = default)
    {
        var own = await OpenIdsAsync(reach, cancellationToken);
        var open = chargePoint.State.Connectors.Values.Where(connector => connector.Transaction is { } running && own.Contains(running.Id)).ToList();
        var live = open.Where(connector => connector.Reading?.TransactionId == connector.Transaction!.Id).Select(connector => connector.Reading).MaxBy(reading => reading!.Timestamp);
        return live ?? (open.MaxBy(connector => connector.Transaction!.StartTime)?.Transaction is { } transaction
            ? (await ReadingsAsync(transaction.Id, 1, cancellationToken)).SingleOrDefault()
            : null);
    }

    private async Task<IQueryable<TransactionRow>> WithinAsync(
        ChargingDbContext context, IQueryable<TransactionRow> query, SessionReach? reach, CancellationToken cancellationToken)
    {
        if (reach is null)
        {
            return query;
        }

        if (reach.Starter is { } who)
        {
            // A command's record learns of its session a moment after the session began.
            var open = (await OpenIdsAsync(reach, cancellationToken)).ToArray();
            var started = Started(context, who);
            return query.Where(row => open.Contains(row.Id) || started.Contains(row.Id));
        }

        var tags = reach.IdTags.ToArray();
        return query.Where(row => tags.Contains(row.IdTag));
    }

    /// <summary>The transactions that began by a command of this one.</summary>
    private static IQueryable<int> Started(ChargingDbContext context, string who) => context.Commands
        .Where(row => row.RequestedBy == who && row.Action == OpenCommands.RemoteStart && row.TransactionId != null)
        .Select(row => row.TransactionId!.Value);
}
