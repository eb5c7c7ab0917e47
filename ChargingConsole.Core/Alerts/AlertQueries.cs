using ChargingConsole.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Core.Alerts;

/// <summary>Reads alerts, and brings back at the start what stood at the end.</summary>
public sealed class AlertQueries(ChargingDatabase database)
{
    /// <summary>Alerts, newest first, older than <paramref name="before"/> where given.</summary>
    public async Task<IReadOnlyList<AlertRow>> ListAsync(AlertFilter filter, long? before, int limit, CancellationToken cancellationToken = default)
    {
        await using var context = database.OpenReader();
        IQueryable<AlertRow> query = context.Alerts;
        query = filter.State switch
        {
            AlertState.Open => query.Where(row => row.ResolvedAt == null && row.AcknowledgedAt == null),
            AlertState.Acknowledged => query.Where(row => row.ResolvedAt == null && row.AcknowledgedAt != null),
            AlertState.Resolved => query.Where(row => row.ResolvedAt != null),
            _ => query,
        };
        if (filter.Kind is { } asked)
        {
            query = query.Where(row => row.Kind == asked);
        }

        if (filter.ChargePointKeys is { } some)
        {
            // As one parameter: there may be more chargers than a statement may have parameters.
            var keys = some.ToArray();
            var pattern = filter.Subject is { } text ? $"%{Like.Literally(text)}%" : null;
            query = pattern is null
                ? query.Where(row => row.ChargePointKey != null && EF.Parameter(keys).Contains(row.ChargePointKey.Value))
                : query.Where(row => (row.ChargePointKey != null && EF.Parameter(keys).Contains(row.ChargePointKey.Value))
                    || (row.ChargePointKey == null && EF.Functions.Like(row.Subject, pattern, "\\")));
        }

        if (before is { } id)
        {
            query = query.Where(row => row.Id < id);
        }

        return await query.OrderByDescending(row => row.Id).Take(limit).ToListAsync(cancellationToken);
    }

    /// <summary>One alert, or null.</summary>
    public async Task<AlertRow?> FindAsync(long id, CancellationToken cancellationToken = default)
    {
        await using var context = database.OpenReader();
        return await context.Alerts.SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
    }

    internal static async Task LoadAsync(ChargingDbContext context, AlertBook book, AlertRules rules, WebhookOutbox outbox, CancellationToken cancellationToken)
    {
        book.StartAfter(await context.Alerts.MaxAsync(row => (long?)row.Id, cancellationToken) ?? 0);
        (await context.Alerts.Where(row => row.ResolvedAt == null).ToListAsync(cancellationToken)).ForEach(book.Put);
        foreach (var rule in await context.AlertRules.ToListAsync(cancellationToken))
        {
            // A kind that a later version knew is left alone.
            if (AlertKinds.All.Any(known => known.Kind == rule.Kind))
            {
                rules.Load(rule);
            }
        }

        outbox.Load(
            await context.Webhooks.SingleOrDefaultAsync(cancellationToken),
            await context.WebhookMessages.Where(row => row.EndedAt == null).OrderBy(row => row.Id).ToListAsync(cancellationToken),
            await context.WebhookMessages.MaxAsync(row => (long?)row.Id, cancellationToken) ?? 0);
    }
}
