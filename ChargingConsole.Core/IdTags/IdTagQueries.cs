using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Core.IdTags;

/// <summary>Reads what the sessions know of tags.</summary>
public sealed class IdTagQueries(ChargingDatabase database)
{
    // How far back refused starts are looked for after a start of the server.
    private const int SessionsLookedAt = 2000;

    /// <summary>When each of these tags last began a session; those that never did are not in it. One seek in an index a tag.</summary>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> LastUsedAsync(IEnumerable<string> idTags, CancellationToken cancellationToken = default)
    {
        var used = new Dictionary<string, DateTimeOffset>(StringComparer.OrdinalIgnoreCase);
        await using var context = database.OpenReader();
        foreach (var tag in idTags)
        {
            var last = await context.Transactions.Where(row => row.IdTag == tag).OrderByDescending(row => row.StartTime)
                .Select(row => (DateTimeOffset?)row.StartTime).FirstOrDefaultAsync(cancellationToken);
            if (last is { } time)
            {
                used[tag] = time;
            }
        }

        return used;
    }

    /// <summary>Recalls the unknown tags of the latest sessions, oldest first.</summary>
    internal static async Task RecallAsync(ChargingDbContext context, Fleet fleet, UnknownIdTags unknown, CancellationToken cancellationToken)
    {
        var refused = await context.Transactions.OrderByDescending(row => row.StartTime).ThenByDescending(row => row.Id).Take(SessionsLookedAt)
            .Where(row => row.Authorization == IdTagStatus.Invalid)
            .Select(row => new { row.IdTag, row.ChargePointKey, row.ConnectorId, row.StartReceivedAt })
            .ToListAsync(cancellationToken);
        refused.Reverse();
        foreach (var start in refused)
        {
            if (fleet.Find(start.ChargePointKey) is { } chargePoint)
            {
                unknown.Note(start.IdTag, chargePoint, start.ConnectorId, start.StartReceivedAt);
            }
        }
    }
}
