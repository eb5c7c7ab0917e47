using ChargingConsole.Core.Data;
using ChargingConsole.Core.Metrics;
using ChargingConsole.Core.Ocpp.Frames;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Core.Journal;

/// <summary>
/// Removes frames that are older than they have to be kept: a few hundred at a time, with a rest after
/// each, so that charging never waits for it noticeably. Ids ascend with time, so the oldest are a key range.
/// </summary>
internal sealed partial class JournalRetention(
    ChargingDatabase database, CommitQueue commits, ChargingMeter meter, TimeProvider clock, IOptions<JournalOptions> options, ILogger<JournalRetention> logger)
    : Rounds(Interval, clock, logger)
{
    /// <summary>The most that one commit removes.</summary>
    public const int BatchRows = 500;

    /// <summary>How often it looks; little and often, so that there is never much at once.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan s_rest = TimeSpan.FromMilliseconds(25);

    /// <inheritdoc/>
    protected override Task DoAsync(CancellationToken stoppingToken) => SweepAsync(stoppingToken);

    /// <summary>Removes all that is too old now; gives how many frames that were.</summary>
    internal async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var oldest = Clock.GetUtcNow().AddDays(-options.Value.RetentionDays);
        var limit = (oldest - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        var began = Clock.GetTimestamp();
        var removed = 0;
        try
        {
            while (await NextAsync(limit, cancellationToken) is { Count: > 0 } ids)
            {
                var start = Clock.GetTimestamp();
                await RemoveAsync(ids, cancellationToken);
                removed += ids.Count;
                meter.FramesRemoved(ids.Count);
                var took = Clock.GetElapsedTime(start);
                await Task.Delay(took > s_rest ? took : s_rest, Clock, cancellationToken);
            }
        }
        finally
        {
            if (removed > 0)
            {
                Removed(Log, removed, oldest, Clock.GetElapsedTime(began));
            }
        }

        return removed;
    }

    private async Task<List<long>> NextAsync(long limit, CancellationToken cancellationToken)
    {
        await using var context = database.OpenReader();
        return await context.Frames.Where(row => row.Id < limit).OrderBy(row => row.Id).Select(row => row.Id).Take(BatchRows).ToListAsync(cancellationToken);
    }

    private async Task RemoveAsync(List<long> ids, CancellationToken cancellationToken)
    {
        if (!database.Engine.HasOneWriter)
        {
            // The server takes a range as one statement, and locks no more than these rows.
            await using var context = database.OpenReader();
            var (first, last) = (ids[0], ids[^1]);
            await context.Frames.Where(row => row.Id >= first && row.Id <= last).ExecuteDeleteAsync(cancellationToken);
            return;
        }

        var unit = new UnitOfWork();
        foreach (var id in ids)
        {
            unit.Delete(ByKey(id));
        }

        await commits.CommitAsync(unit);
    }

    // Rows are deleted by their key; the rest does not matter.
    private static ExchangeRow ByKey(long id) => new()
    {
        Id = id,
        Timestamp = default,
        ChargePointKey = 0,
        Direction = FrameDirection.In,
        Kind = FrameKind.None,
        UniqueId = "",
        Payload = "",
    };

    [LoggerMessage(EventId = 210, Level = LogLevel.Information, Message = "Removed {Count} frames from before {Oldest:u} in {Took}")]
    private static partial void Removed(ILogger logger, int count, DateTimeOffset oldest, TimeSpan took);
}
