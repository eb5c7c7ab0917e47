using ChargingConsole.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Core.Audit;

/// <summary>Removes records that are older than they have to be kept, some at a time. Nothing else ever removes one.</summary>
internal sealed partial class AuditRetention(ChargingDatabase database, CommitQueue commits, TimeProvider clock, IOptions<AuditOptions> options, ILogger<AuditRetention> logger)
    : BackgroundService
{
    /// <summary>The most that one commit removes.</summary>
    public const int BatchRows = 500;

    private static readonly TimeSpan s_interval = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan s_rest = TimeSpan.FromMilliseconds(50);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Postponed(logger, e.Message);
            }
        }
    }

    /// <summary>Removes all that is too old now; gives how many records that were.</summary>
    internal async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var limit = AuditTrail.IdAt(clock.GetUtcNow().AddDays(-options.Value.RetentionDays));
        var removed = 0;
        while (await NextAsync(limit, cancellationToken) is { Count: > 0 } rows)
        {
            var unit = new UnitOfWork();
            rows.ForEach(unit.Delete);
            await commits.CommitAsync(unit);
            removed += rows.Count;
            await Task.Delay(s_rest, clock, cancellationToken);
        }

        if (removed > 0)
        {
            Removed(logger, removed, options.Value.RetentionDays);
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

    [LoggerMessage(EventId = 611, Level = LogLevel.Warning, Message = "Old audit records could not be removed now: {Reason}")]
    private static partial void Postponed(ILogger logger, string reason);
}
