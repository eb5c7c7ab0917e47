using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Core.Commands;

/// <summary>Reads the record of commands.</summary>
public sealed class CommandQueries(ChargingDatabase database)
{
    /// <summary>Commands, newest first, older than <paramref name="before"/> where given.</summary>
    public async Task<IReadOnlyList<CommandRow>> ListAsync(ChargePoint? chargePoint, long? before, int limit, CancellationToken cancellationToken = default)
    {
        await using var context = database.OpenReader();
        IQueryable<CommandRow> query = context.Commands;
        if (chargePoint is not null)
        {
            var key = chargePoint.Key;
            query = query.Where(row => row.ChargePointKey == key);
        }

        if (before is { } id)
        {
            query = query.Where(row => row.Id < id);
        }

        return await query.OrderByDescending(row => row.Id).Take(limit).ToListAsync(cancellationToken);
    }

    /// <summary>One command, or null.</summary>
    public async Task<CommandRow?> FindAsync(long id, CancellationToken cancellationToken = default)
    {
        await using var context = database.OpenReader();
        return await context.Commands.SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
    }
}
