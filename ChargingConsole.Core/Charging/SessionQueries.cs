using System.Runtime.CompilerServices;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Core.Charging;

/// <summary>Reads sessions: stored ones from the database, pending ones and live figures from memory.</summary>
public sealed partial class SessionQueries(ChargingDatabase database, Fleet fleet, TransactionBook transactions, OpenCommands commands)
{
    /// <summary>Sessions, newest start first, the pending ones before all.</summary>
    public async Task<IReadOnlyList<SessionView>> ListAsync(SessionFilter filter, CancellationToken cancellationToken = default)
    {
        var sessions = new List<SessionView>();
        if (filter.Before is null && filter.Status is null or SessionStatus.Pending)
        {
            sessions.AddRange(Pending(filter).OrderByDescending(session => session.StartTime).Take(filter.Limit));
        }

        if (filter.Status == SessionStatus.Pending || sessions.Count >= filter.Limit)
        {
            return sessions;
        }

        await using var context = database.OpenReader();
        if (await StoredAsync(context, filter, cancellationToken) is not { } query)
        {
            return sessions;
        }

        if (filter.Before is { } before and > 0)
        {
            var last = await context.Transactions.Where(row => row.Id == before).Select(row => new { row.StartTime, row.Status }).SingleOrDefaultAsync(cancellationToken);
            if (last is null)
            {
                return sessions;
            }

            var (time, isOver) = (last.StartTime, last.Status == TransactionStatus.Completed);
            query = !filter.OpenFirst ? query.Where(row => row.StartTime < time || (row.StartTime == time && row.Id < before))
                : isOver ? query.Where(row => row.Status == TransactionStatus.Completed && (row.StartTime < time || (row.StartTime == time && row.Id < before)))
                : query.Where(row => row.Status == TransactionStatus.Completed || row.StartTime < time || (row.StartTime == time && row.Id < before));
        }

        var ordered = filter.OpenFirst
            ? query.OrderBy(row => row.Status == TransactionStatus.Completed).ThenByDescending(row => row.StartTime)
            : query.OrderByDescending(row => row.StartTime);
        var rows = await ordered.ThenByDescending(row => row.Id)
            .Take(filter.Limit - sessions.Count)
            .ToListAsync(cancellationToken);
        sessions.AddRange(rows.Select(View));
        return sessions;
    }

    /// <summary>All sessions that pass the filter, newest start first, one by one.</summary>
    public async IAsyncEnumerable<SessionView> StreamAsync(SessionFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (filter.Status is null or SessionStatus.Pending)
        {
            foreach (var pending in Pending(filter).OrderByDescending(session => session.StartTime))
            {
                yield return pending;
            }
        }

        if (filter.Status == SessionStatus.Pending)
        {
            yield break;
        }

        await using var context = database.OpenReader();
        if (await StoredAsync(context, filter, cancellationToken) is not { } query)
        {
            yield break;
        }

        await foreach (var row in query.OrderByDescending(row => row.StartTime).ThenByDescending(row => row.Id).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            yield return View(row);
        }
    }

    /// <summary>The session with this transaction id, or null.</summary>
    public async Task<SessionView?> FindAsync(int transactionId, CancellationToken cancellationToken = default)
    {
        if (transactions.FindOpen(transactionId) is { } open)
        {
            return View(open);
        }

        await using var context = database.OpenReader();
        var row = await context.Transactions.SingleOrDefaultAsync(known => known.Id == transactionId, cancellationToken);
        return row is null ? null : View(row);
    }

    /// <summary>The newest <paramref name="limit"/> readings of a session, oldest first.</summary>
    public async Task<IReadOnlyList<MeterReadingRow>> ReadingsAsync(int transactionId, int limit, CancellationToken cancellationToken = default)
    {
        await using var context = database.OpenReader();
        var rows = await context.MeterReadings
            .Where(row => row.TransactionId == transactionId)
            .OrderByDescending(row => row.Timestamp).ThenByDescending(row => row.Id)
            .Take(limit)
            .ToListAsync(cancellationToken);
        rows.Reverse();
        return rows;
    }

    /// <summary>The newest <paramref name="limit"/> readings of a charge point, newest first.</summary>
    public async Task<IReadOnlyList<MeterReadingRow>> ReadingsAsync(ChargePoint chargePoint, int limit, CancellationToken cancellationToken = default)
    {
        await using var context = database.OpenReader();
        var key = chargePoint.Key;
        var readings = await context.MeterReadings
            .Where(row => row.ChargePointKey == key && row.TransactionId == null)
            .OrderByDescending(row => row.Timestamp).ThenByDescending(row => row.Id)
            .Take(limit)
            .ToListAsync(cancellationToken);

        // Newest session first, until those that are left began before the oldest reading that is wanted could have been taken.
        await foreach (var session in context.Transactions.Where(row => row.ChargePointKey == key).OrderByDescending(row => row.StartTime)
            .Select(row => new { row.Id, row.StopTime }).Take(limit).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (readings.Count >= limit && session.StopTime < readings[limit - 1].Timestamp)
            {
                break;
            }

            readings.AddRange(await ReadingsAsync(session.Id, limit, cancellationToken));
            readings.Sort(static (one, other) => (other.Timestamp, other.Id).CompareTo((one.Timestamp, one.Id)));
        }

        return readings.Count > limit ? readings.GetRange(0, limit) : readings;
    }

    /// <summary>The latest reading of a charge point, from memory or, for one silent since the start, from the database; null when there is none.</summary>
    public async Task<MeterReadingRow?> LatestReadingAsync(ChargePoint chargePoint, CancellationToken cancellationToken = default)
    {
        var state = chargePoint.State;
        var live = state.Connectors.Values.Select(connector => connector.Reading)
            .OfType<MeterReadingRow>()
            .MaxBy(reading => (reading.TransactionId is { } id && transactions.FindOpen(id) is not null, reading.Timestamp));
        return live ?? (await ReadingsAsync(chargePoint, 1, cancellationToken)).SingleOrDefault();
    }

    /// <summary>The open session of a connector, live; null without one.</summary>
    public SessionView? Open(ConnectorState connector) => connector.Transaction is { } transaction ? View(transaction) : null;

    /// <summary>Lays what is live over a stored row.</summary>
    public SessionView View(TransactionRow row)
    {
        var chargePoint = fleet.Find(row.ChargePointKey);
        var reading = row.IsOpen && chargePoint?.State.Connector(row.ConnectorId).Reading is { } latest && latest.TransactionId == row.Id ? latest : null;
        return new SessionView
        {
            TransactionId = row.Id,
            ChargePointId = chargePoint?.Id ?? $"#{row.ChargePointKey}",
            ConnectorId = row.ConnectorId,
            IdTag = row.IdTag,
            Status = row.Status switch
            {
                TransactionStatus.Completed => SessionStatus.Completed,
                _ when IsStopping(row) => SessionStatus.Stopping,
                TransactionStatus.Interrupted => SessionStatus.Interrupted,
                _ => SessionStatus.Active,
            },
            StartTime = row.StartTime,
            StopTime = row.StopTime,
            StartReceivedAt = row.StartReceivedAt,
            StopReceivedAt = row.StopReceivedAt,
            MeterStart = row.MeterStart,
            MeterStop = row.MeterStop,
            EnergyWh = row.EnergyWh ?? Math.Max(0, (reading?.EnergyWh ?? row.MeterStart) - row.MeterStart),
            StopReason = row.StopReason,
            Estimated = row.Estimated,
            Authorization = row.Authorization,
            StopIdTag = row.StopIdTag,
            StartCommandId = row.StartCommandId,
            Reading = reading,
        };
    }

    private bool IsStopping(TransactionRow row) =>
        row.IsOpen && fleet.Find(row.ChargePointKey) is { } chargePoint && commands.IsStopping(chargePoint, row.Id);

    private IEnumerable<SessionView> Pending(SessionFilter filter) =>
        from command in commands.PendingStarts
        let row = command.Row
        where filter.ChargePointId is null || string.Equals(filter.ChargePointId, command.ChargePoint.Id, StringComparison.OrdinalIgnoreCase)
        where filter.ChargePointPart is null || command.ChargePoint.Id.Contains(filter.ChargePointPart, StringComparison.OrdinalIgnoreCase)
        where filter.Site is null || IsAt(command.ChargePoint, filter.Site)
        where filter.IdTag is null || string.Equals(filter.IdTag, row.IdTag, StringComparison.OrdinalIgnoreCase)
        where filter.IdTagPart is null || row.IdTag?.Contains(filter.IdTagPart, StringComparison.OrdinalIgnoreCase) == true
        where filter.From is null || row.RequestedAt >= filter.From
        where filter.To is null || row.RequestedAt < filter.To
        where filter.Reach is not { } reach || (reach.Starter is { } who ? row.RequestedBy == who : reach.Has(row.IdTag))
        select new SessionView
        {
            TransactionId = 0,
            ChargePointId = command.ChargePoint.Id,
            ConnectorId = row.ConnectorId ?? 0,
            IdTag = row.IdTag ?? "",
            Status = SessionStatus.Pending,
            StartTime = row.RequestedAt,
            StartCommandId = row.Id,
        };

    /// <summary>The stored rows that pass the filter; null when there can be none.</summary>
    internal async Task<IQueryable<TransactionRow>?> StoredAsync(ChargingDbContext context, SessionFilter filter, CancellationToken cancellationToken)
    {
        ChargePoint? chargePoint = null;
        if (filter.ChargePointId is not null && !fleet.TryFind(filter.ChargePointId, out chargePoint))
        {
            return null;
        }

        var query = await WithinAsync(context, Narrow(context.Transactions, filter, chargePoint?.Key), filter.Reach, cancellationToken);
        if (filter.ChargePointPart is { } part)
        {
            var keys = fleet.Having(part).Select(known => known.Key).ToArray();
            if (keys.Length == 0)
            {
                return null;
            }

            query = query.OfChargePoints(row => row.ChargePointKey, keys);
        }

        if (filter.Site is { } site)
        {
            query = query.OfChargePoints(row => row.ChargePointKey, [.. fleet.All.Where(known => IsAt(known, site)).Select(known => known.Key)]);
        }

        if (filter.Status is SessionStatus.Stopping or SessionStatus.Active)
        {
            var stopping = transactions.Open.Where(IsStopping).Select(row => row.Id).ToArray();
            query = filter.Status == SessionStatus.Stopping
                ? query.Where(row => stopping.Contains(row.Id))
                : query.Where(row => row.Status == TransactionStatus.Active && !stopping.Contains(row.Id));
        }

        return query;
    }

    private static bool IsAt(ChargePoint chargePoint, string site) => string.Equals(chargePoint.State.Row.Site, site, StringComparison.OrdinalIgnoreCase);

    private static IQueryable<TransactionRow> Narrow(IQueryable<TransactionRow> query, SessionFilter filter, int? chargePointKey)
    {
        if (chargePointKey is { } key)
        {
            query = query.Where(row => row.ChargePointKey == key);
        }

        query = filter.Status switch
        {
            SessionStatus.Completed => query.Where(row => row.Status == TransactionStatus.Completed),
            SessionStatus.Interrupted => query.Where(row => row.Status == TransactionStatus.Interrupted),
            _ => query,
        };

        if (filter.IdTag is { } tag)
        {
            query = query.Where(row => row.IdTag == tag);
        }

        if (filter.IdTagPart is { } part)
        {
            var pattern = $"%{Like.Literally(part)}%";
            query = query.Where(row => EF.Functions.Like(row.IdTag, pattern, "\\"));
        }

        if (filter.From is { } from)
        {
            query = query.Where(row => row.StartTime >= from);
        }

        if (filter.To is { } to)
        {
            query = query.Where(row => row.StartTime < to);
        }

        return query;
    }
}
