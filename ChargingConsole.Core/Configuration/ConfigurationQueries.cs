using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Core.Configuration;

/// <summary>Reads the history of configurations.</summary>
public sealed class ConfigurationQueries(ChargingDatabase database)
{
    /// <summary>What changed, newest first, older than <paramref name="before"/> where given.</summary>
    /// <param name="chargePoint">Whose.</param>
    /// <param name="key">Only this key; all when null.</param>
    /// <param name="before">Older than the change with this id.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<ConfigurationChangeRow>> HistoryAsync(
        ChargePoint chargePoint, string? key, long? before, int limit, CancellationToken cancellationToken = default)
    {
        await using var context = database.OpenReader();
        var chargePointKey = chargePoint.Key;
        var query = context.ConfigurationChanges.Where(row => row.ChargePointKey == chargePointKey);
        if (key is not null)
        {
            query = query.Where(row => row.Key == key);
        }

        if (before is { } id)
        {
            query = query.Where(row => row.Id < id);
        }

        return await query.OrderByDescending(row => row.Id).Take(limit).ToListAsync(cancellationToken);
    }

    /// <summary>The keys and values as they were known at a time, put together from the history.</summary>
    public async Task<IReadOnlyDictionary<string, string?>> SnapshotAsync(ChargePoint chargePoint, DateTimeOffset at, CancellationToken cancellationToken = default)
    {
        await using var context = database.OpenReader();
        var chargePointKey = chargePoint.Key;
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        var changes = context.ConfigurationChanges.Where(row => row.ChargePointKey == chargePointKey && row.At <= at).OrderBy(row => row.Id);
        await foreach (var row in changes.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            values[row.Key] = row.NewValue;
        }

        return values;
    }

    /// <summary>When keys of this charge point changed, newest first, without the first readings; for choosing what to compare with.</summary>
    public async Task<IReadOnlyList<ConfigurationChangeRow>> ChangesSinceAsync(ChargePoint chargePoint, DateTimeOffset since, CancellationToken cancellationToken = default)
    {
        await using var context = database.OpenReader();
        var chargePointKey = chargePoint.Key;
        return await context.ConfigurationChanges
            .Where(row => row.ChargePointKey == chargePointKey && row.At > since && row.Kind != ConfigurationChangeKind.FirstRead)
            .OrderByDescending(row => row.Id).Take(500).ToListAsync(cancellationToken);
    }
}
