using ChargingConsole.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Core.Charging;

/// <summary>
/// Finds transactions that memory no longer holds. Only retries and stragglers of older days come here.
/// While the database is away, every look-up throws <see cref="DatabaseUnavailableException"/>: the charge
/// point then gets no answer and keeps its message, where an error could make it drop it.
/// </summary>
public sealed class TransactionLookup(ChargingDatabase database)
{
    /// <summary>A transaction of this charge point, or null.</summary>
    internal Task<TransactionRow?> FindAsync(int chargePointKey, int id) => ReadAsync(context =>
        context.Transactions.SingleOrDefaultAsync(row => row.Id == id && row.ChargePointKey == chargePointKey));

    /// <summary>The transaction that this start began when it was first told, or null.</summary>
    internal Task<TransactionRow?> FindAsync(TransactionRow start) => ReadAsync(context =>
        context.Transactions.SingleOrDefaultAsync(row =>
            row.ChargePointKey == start.ChargePointKey && row.StartTime == start.StartTime && row.ConnectorId == start.ConnectorId
            && row.IdTag == start.IdTag && row.MeterStart == start.MeterStart));

    /// <summary>The transaction that this start began by a command, whatever its tag; or null.</summary>
    internal Task<TransactionRow?> FindAskedAsync(TransactionRow start) => ReadAsync(context =>
        context.Transactions.FirstOrDefaultAsync(row =>
            row.ChargePointKey == start.ChargePointKey && row.StartTime == start.StartTime && row.ConnectorId == start.ConnectorId
            && row.MeterStart == start.MeterStart && row.StartCommandId != null));

    /// <summary>The stored readings of a transaction from the times of these, without their keys, so that they compare with new ones.</summary>
    internal async Task<HashSet<MeterReadingRow>> ReadingsAsync(int transactionId, IReadOnlyCollection<MeterReadingRow> like)
    {
        var times = like.Select(reading => reading.Timestamp).Distinct().ToArray();
        var rows = await ReadAsync(context =>
            context.MeterReadings.Where(row => row.TransactionId == transactionId && times.Contains(row.Timestamp)).ToListAsync());
        return [.. rows.Select(row => row with { Id = 0 })];
    }

    /// <summary>The first and the last register among the stored readings of a transaction.</summary>
    internal async Task<(double? First, double? Last)> RegistersAsync(int transactionId)
    {
        var registers = await ReadAsync(async context =>
        {
            var told = context.MeterReadings.Where(row => row.TransactionId == transactionId && row.EnergyWh != null);
            return (await told.OrderBy(row => row.Timestamp).ThenBy(row => row.Id).Select(row => row.EnergyWh).FirstOrDefaultAsync(),
                await told.OrderByDescending(row => row.Timestamp).ThenByDescending(row => row.Id).Select(row => row.EnergyWh).FirstOrDefaultAsync());
        });
        return registers;
    }

    /// <summary>Whether this orphan is known already.</summary>
    internal Task<bool> IsKnownAsync(OrphanStopRow orphan) => ReadAsync(context =>
        context.OrphanStops.AnyAsync(row =>
            row.ChargePointKey == orphan.ChargePointKey && row.Timestamp == orphan.Timestamp
            && row.TransactionId == orphan.TransactionId && row.MeterStop == orphan.MeterStop));

    private async Task<T> ReadAsync<T>(Func<ChargingDbContext, Task<T>> read)
    {
        try
        {
            await using var context = database.OpenReader();
            return await read(context);
        }
        catch (Exception e) when (database.Engine.IsTransient(e) || (e.InnerException is { } inner && database.Engine.IsTransient(inner)))
        {
            throw new DatabaseUnavailableException("The database is away; nothing could be looked up.", e);
        }
    }
}
