using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Core.Reservations;

/// <summary>Which reservations to list; absent members do not filter.</summary>
public sealed record ReservationFilter
{
    /// <summary>Of this charge point.</summary>
    public ChargePoint? ChargePoint { get; init; }

    /// <summary>In this state.</summary>
    public ReservationStatus? Status { get; init; }

    /// <summary>Of this tag, compared without regard to case.</summary>
    public string? IdTag { get; init; }

    /// <summary>Older than the row with this key.</summary>
    public long? Before { get; init; }

    /// <summary>At most so many.</summary>
    public int Limit { get; init; } = 100;
}

/// <summary>Reads reservations.</summary>
public sealed class ReservationQueries(ChargingDatabase database)
{
    /// <summary>Reservations, newest first.</summary>
    public async Task<IReadOnlyList<ReservationRow>> ListAsync(ReservationFilter filter, CancellationToken cancellationToken = default)
    {
        await using var context = database.OpenReader();
        IQueryable<ReservationRow> query = context.Reservations;
        if (filter.ChargePoint is { Key: var key })
        {
            query = query.Where(row => row.ChargePointKey == key);
        }

        if (filter.Status is { } status)
        {
            query = query.Where(row => row.Status == status);
        }

        if (filter.IdTag is { } idTag)
        {
            query = query.Where(row => row.IdTag == idTag);
        }

        if (filter.Before is { } before)
        {
            query = query.Where(row => row.Key < before);
        }

        return await query.OrderByDescending(row => row.Key).Take(filter.Limit).ToListAsync(cancellationToken);
    }
}
