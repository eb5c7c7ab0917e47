using ChargingConsole.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Core.Audit;

/// <summary>Removes records that are older than they have to be kept, some at a time. Nothing else ever removes one.</summary>
internal sealed partial class AuditRetention(ChargingDatabase database, CommitQueue commits, TimeProvider clock, IOptions<AuditOptions> options, ILogger<AuditRetention> logger)
    : Rounds(s_interval, clock, logger)
{
    /// <summary>The most that one commit removes.</summary>
    public const int BatchRows = 500;

    private static readonly TimeSpan s_interval = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan s_rest = TimeSpan.FromMilliseconds(50);

    /// <inheritdoc/>
    protected override Task DoAsync(CancellationToken stoppingToken) => SweepAsync(stoppingToken);

    /// <summary>Removes all that is too old now; gives how many records that were.</summary>
    internal async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var limit = AuditTrail.IdAt(Clock.GetUtcNow().AddDays(-options.Value.RetentionDays));
        var removed = 0;
        while (await NextAsync(limit, cancellationToken) is { Count: > 0 } rows)
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

    private async Task<List<AuditRow>> NextAsync(long limit, CancellationToken cancellationToken)
    {
        await using var context = database.OpenReader();
        return await context.Audit.Where(row => row.Id < limit).OrderBy(row => row.Id).Take(BatchRows).ToListAsync(cancellationToken);
    }

    [LoggerMessage(EventId = 610, Level = LogLevel.Information, Message = "Removed {Count} audit records that were older than {Days} days")]
    private static partial void Removed(ILogger logger, int count, int days);
}
