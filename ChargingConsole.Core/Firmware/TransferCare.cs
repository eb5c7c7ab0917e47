using System.Globalization;
using ChargingConsole.Core.Audit;
using ChargingConsole.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Core.Firmware;

/// <summary>Ends transfers of which nothing more was heard, and removes delivered files that are old.</summary>
public sealed partial class TransferCare(
    TransferBook book, TransferLog log, FirmwareFiles files, FileStore store, ChargingDatabase database, CommitQueue commits, AuditTrail trail,
    TimeProvider clock, IOptions<FirmwareOptions> options, ILogger<TransferCare> logger) : Rounds(s_interval, clock, logger)
{
    private const int Batch = 100;
    private static readonly TimeSpan s_interval = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override Task DoAsync(CancellationToken stoppingToken) => SweepAsync(stoppingToken);

    /// <summary>Does all that is due now.</summary>
    internal async Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = Clock.GetUtcNow();
        foreach (var transfer in book.AllRecorded.Where(transfer => transfer.Row.IsOpen).ToList())
        {
            await log.ProveAsync(transfer);
        }

        foreach (var transfer in book.AllRecorded.Where(transfer => transfer.Row.IsOpen && transfer.Row.ExpiresAt <= now).ToList())
        {
            var detail = transfer.Row.State == TransferState.Installed
                ? "Installed was reported, and no boot with another firmware version was seen."
                : "Nothing more was heard in time.";
            await log.SeenAsync(transfer, row => row.IsOpen ? TransferRules.Moved(row, TransferState.Expired, now) : row, "Expired", detail);
        }

        book.Tidy();
        await RemoveOldAsync(now, cancellationToken);
    }

    /// <summary>Removes the delivered file of a transfer; false when there is none.</summary>
    /// <exception cref="DatabaseUnavailableException">The database is away; nothing was changed.</exception>
    public async Task<bool> RemoveFileAsync(long id, Actor removedBy, CancellationToken cancellationToken = default)
    {
        await using var context = database.OpenReader();
        if (await context.Transfers.SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is not { StoredAs: { } storedAs } row)
        {
            return false;
        }

        await trail.RecordAsync(removedBy, AuditWords.TransferFileRemoved, id.ToString(CultureInfo.InvariantCulture), detail: row.FileName);
        return await RemoveAsync(row, storedAs, $"Removed by {removedBy.Name}.");
    }

    private async Task RemoveOldAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var oldest = now.AddDays(-options.Value.RetentionDays);
        await using var context = database.OpenReader();
        var old = await context.Transfers.Where(row => row.StoredAs != null && row.LastAt < oldest).OrderBy(row => row.Id).Take(Batch).ToListAsync(cancellationToken);
        foreach (var row in old)
        {
            await RemoveAsync(row, row.StoredAs!, "Kept for its time, then removed.");
        }

        var named = (await context.Transfers.Where(row => row.StoredAs != null).Select(row => row.StoredAs!).ToListAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);
        named.UnionWith(files.All.Select(file => file.StoredAs));
        var left = store.Tidy(named.Contains);
        if (old.Count + left > 0)
        {
            Removed(Log, old.Count, left);
        }
    }

    private async Task<bool> RemoveAsync(TransferRow row, string storedAs, string why)
    {
        if (book.Find(row.Id) is { } transfer)
        {
            await log.SeenAsync(transfer, known => known with { StoredAs = null }, "FileRemoved", why);
        }
        else
        {
            var unit = new UnitOfWork();
            unit.Update(row with { StoredAs = null });
            unit.Insert(new TransferStepRow { TransferId = row.Id, At = Clock.GetUtcNow(), Status = "FileRemoved", IsTold = false, Detail = why });
            await commits.CommitAsync(unit);
        }

        store.Remove(storedAs);
        return true;
    }

    [LoggerMessage(EventId = 230, Level = LogLevel.Information, Message = "Removed {Old} delivered files past their time and {Left} leftovers")]
    private static partial void Removed(ILogger logger, int old, int left);
}
