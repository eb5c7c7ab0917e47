using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Core.Firmware;

/// <summary>Reads transfers and their steps.</summary>
public sealed class TransferQueries(ChargingDatabase database)
{
    /// <summary>Transfers, newest first.</summary>
    /// <param name="chargePoint">Of this charge point; of all when null.</param>
    /// <param name="withFile">Only those whose delivered file is still here.</param>
    /// <param name="before">Older than the one with this number.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<TransferRow>> ListAsync(
        ChargePoint? chargePoint, bool withFile, long? before, int limit, CancellationToken cancellationToken = default)
    {
        await using var context = database.OpenReader();
        IQueryable<TransferRow> query = context.Transfers;
        if (chargePoint is not null)
        {
            var key = chargePoint.Key;
            query = query.Where(row => row.ChargePointKey == key);
        }

        if (withFile)
        {
            query = query.Where(row => row.StoredAs != null);
        }

        if (before is { } id)
        {
            query = query.Where(row => row.Id < id);
        }

        return await query.OrderByDescending(row => row.Id).Take(limit).ToListAsync(cancellationToken);
    }

    /// <summary>One transfer, or null.</summary>
    public async Task<TransferRow?> FindAsync(long id, CancellationToken cancellationToken = default)
    {
        await using var context = database.OpenReader();
        return await context.Transfers.SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
    }

    /// <summary>The steps of these transfers, oldest first.</summary>
    public async Task<ILookup<long, TransferStepRow>> StepsAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken = default)
    {
        await using var context = database.OpenReader();
        var rows = await context.TransferSteps.Where(row => ids.Contains(row.TransferId)).OrderBy(row => row.At).ThenBy(row => row.Id).ToListAsync(cancellationToken);
        return rows.ToLookup(row => row.TransferId);
    }
}
