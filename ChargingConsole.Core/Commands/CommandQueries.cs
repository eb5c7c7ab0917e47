using System.Runtime.CompilerServices;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Core.Commands;

/// <summary>Reads the record of commands.</summary>
public sealed class CommandQueries(ChargingDatabase database)
{
    private const int PageSize = 500;

    /// <summary>Commands, newest first, older than <paramref name="before"/> where given.</summary>
    public Task<IReadOnlyList<CommandRow>> ListAsync(ChargePoint? chargePoint, long? before, int limit, CancellationToken cancellationToken = default) =>
        ListAsync(new CommandFilter { ChargePointKey = chargePoint?.Key }, before, limit, cancellationToken);

    /// <inheritdoc cref="ListAsync(ChargePoint?, long?, int, CancellationToken)"/>
    public async Task<IReadOnlyList<CommandRow>> ListAsync(CommandFilter filter, long? before, int limit, CancellationToken cancellationToken = default)
    {
        await using var context = database.OpenReader();
        return await Query(context, filter, before).Take(limit).ToListAsync(cancellationToken);
    }

    /// <summary>Commands one by one, newest first, so that a long record needs no memory.</summary>
    public async IAsyncEnumerable<CommandRow> StreamAsync(CommandFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        long? before = null;
        IReadOnlyList<CommandRow> page;
        do
        {
            page = await ListAsync(filter, before, PageSize, cancellationToken);
            foreach (var row in page)
            {
                yield return row;
            }

            before = page.Count > 0 ? page[^1].Id : null;
        }
        while (page.Count == PageSize);
    }

    private static IQueryable<CommandRow> Query(ChargingDbContext context, CommandFilter filter, long? before)
    {
        IQueryable<CommandRow> query = context.Commands;
        if (filter.ChargePointKey is { } key)
        {
            query = query.Where(row => row.ChargePointKey == key);
        }

        if (filter.ChargePointKeys is { } some)
        {
            query = query.OfChargePoints(row => row.ChargePointKey, [.. some]);
        }

        if (filter.Action is { } action)
        {
            query = query.Where(row => row.Action == action);
        }

        if (filter.State is { } state)
        {
            query = query.Where(row => row.State == state);
        }

        if (before is { } id)
        {
            query = query.Where(row => row.Id < id);
        }

        return query.OrderByDescending(row => row.Id);
    }

    /// <summary>The command that went to a charge point as the CALL with this unique id; null when it was none.</summary>
    public async Task<CommandRow?> FindAsync(int chargePointKey, string uniqueId, CancellationToken cancellationToken = default)
    {
        await using var context = database.OpenReader();
        // The newest, should a unique id ever come twice.
        return await context.Commands.Where(row => row.ChargePointKey == chargePointKey && row.UniqueId == uniqueId).OrderByDescending(row => row.Id).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>One command, or null.</summary>
    public async Task<CommandRow?> FindAsync(long id, CancellationToken cancellationToken = default)
    {
        await using var context = database.OpenReader();
        return await context.Commands.SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
    }
}
