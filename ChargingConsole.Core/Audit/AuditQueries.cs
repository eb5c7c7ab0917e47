using System.Runtime.CompilerServices;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Core.Audit;

/// <summary>One record, with that of the command it tells of.</summary>
/// <param name="Row">The record.</param>
/// <param name="Command">The command; null where there is none.</param>
public sealed record AuditEntry(AuditRow Row, CommandRow? Command);

/// <summary>Reads the audit trail.</summary>
public sealed class AuditQueries(ChargingDatabase database)
{
    private const int PageSize = 500;

    /// <summary>Records, newest first, older than <paramref name="before"/> where given.</summary>
    public async Task<IReadOnlyList<AuditEntry>> ListAsync(AuditFilter filter, long? before, int limit, CancellationToken cancellationToken = default)
    {
        await using var context = database.OpenReader();
        var rows = await Query(context, filter, before).Take(limit).ToListAsync(cancellationToken);
        var ids = rows.Select(row => row.CommandId).OfType<long>().ToList();
        var commands = ids.Count == 0 ? [] : await context.Commands.Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellationToken);
        return [.. rows.Select(row => new AuditEntry(row, row.CommandId is { } id ? commands.GetValueOrDefault(id) : null))];
    }

    /// <summary>Records one by one, newest first, so that a long trail needs no memory.</summary>
    public async IAsyncEnumerable<AuditEntry> StreamAsync(AuditFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        long? before = null;
        IReadOnlyList<AuditEntry> page;
        do
        {
            page = await ListAsync(filter, before, PageSize, cancellationToken);
            foreach (var entry in page)
            {
                yield return entry;
            }

            before = page.Count > 0 ? page[^1].Row.Id : null;
        }
        while (page.Count == PageSize);
    }

    private static IQueryable<AuditRow> Query(ChargingDbContext context, AuditFilter filter, long? before)
    {
        IQueryable<AuditRow> query = context.Audit;
        if (filter.Who is { Length: > 0 } who)
        {
            query = query.Where(row => row.Who == who);
        }

        if (filter.What is { Length: > 0 } what)
        {
            query = query.Where(row => row.What.StartsWith(what));
        }

        if (filter.Subject is { Length: > 0 } subject)
        {
            query = query.Where(row => row.Subject == subject);
        }

        if (filter.Way is { } way)
        {
            query = query.Where(row => row.Way == way);
        }

        if (filter.Text is { Length: > 0 } text)
        {
            var pattern = $"%{Like.Literally(text)}%";
            query = query.Where(row =>
                EF.Functions.Like(row.Who, pattern, "\\") || EF.Functions.Like(row.What, pattern, "\\") || EF.Functions.Like(row.Subject!, pattern, "\\")
                || EF.Functions.Like(row.Address!, pattern, "\\") || EF.Functions.Like(row.Detail!, pattern, "\\")
                || EF.Functions.Like(row.Before!, pattern, "\\") || EF.Functions.Like(row.After!, pattern, "\\"));
        }

        // Ids ascend with time, so a time range is a range of the key.
        if (filter.From is { } from)
        {
            var first = AuditTrail.IdAt(from);
            query = query.Where(row => row.Id >= first);
        }

        if (filter.To is { } to)
        {
            var last = AuditTrail.IdAt(to);
            query = query.Where(row => row.Id < last);
        }

        if (before is { } id)
        {
            query = query.Where(row => row.Id < id);
        }

        return query.OrderByDescending(row => row.Id);
    }
}
