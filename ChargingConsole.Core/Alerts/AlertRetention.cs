using ChargingConsole.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Core.Alerts;

/// <summary>Removes alerts that were resolved longer ago than they have to be kept, some at a time. One that stands is never removed, nor the last one: numbers go on from it.</summary>
internal sealed partial class AlertRetention(ChargingDatabase database, CommitQueue commits, TimeProvider clock, IOptions<AlertOptions> options, ILogger<AlertRetention> logger)
    : Rounds(s_interval, clock, logger)
{
    private const int BatchRows = 500;
    private static readonly TimeSpan s_interval = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_rest = TimeSpan.FromMilliseconds(50);

    /// <inheritdoc/>
    protected override Task DoAsync(CancellationToken stoppingToken) => SweepAsync(stoppingToken);

    /// <summary>Removes all that is too old now; gives how many alerts that were.</summary>
    internal async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var oldest = Clock.GetUtcNow().AddDays(-options.Value.RetentionDays);
        var removed = 0;
        while (await NextAsync(oldest, cancellationToken) is { Count: > 0 } rows)
        {
            var unit = new UnitOfWork();
            rows.ForEach(unit.Delete);
            await commits.CommitAsync(unit);
            removed += rows.Count;
            await Task.Delay(s_rest, Clock, cancellationToken);
        }

        if (removed > 0)
        {
            Removed(Log, removed, options.Value.RetentionDays);
        }

        return removed;
    }

    private async Task<List<AlertRow>> NextAsync(DateTimeOffset oldest, CancellationToken cancellationToken)
    {
        await using var context = database.OpenReader();
        return await context.Alerts.Where(row => row.ResolvedAt != null && row.ResolvedAt < oldest && row.Id < context.Alerts.Max(last => last.Id)).OrderBy(row => row.Id).Take(BatchRows).ToListAsync(cancellationToken);
    }

    [LoggerMessage(EventId = 641, Level = LogLevel.Information, Message = "Removed {Count} alerts that were resolved more than {Days} days ago")]
    private static partial void Removed(ILogger logger, int count, int days);
}
