using ChargingConsole.Core.Data;
using ChargingConsole.Core.Ocpp.Frames;
using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Core.Journal;

/// <summary>Reads the journal.</summary>
public sealed class JournalQueries(ChargingDatabase database)
{
    /// <summary>Frames, newest first, older than <paramref name="before"/> where given.</summary>
    public async Task<IReadOnlyList<FrameRow>> ListAsync(FrameFilter filter, long? before, int limit, CancellationToken cancellationToken = default)
    {
        await using var context = database.OpenReader();
        var query = Narrow(context.Frames, filter);
        if (before is { } id)
        {
            query = query.Where(row => row.Id < id);
        }

        return await query.OrderByDescending(row => row.Id).Take(limit).ToListAsync(cancellationToken);
    }

    /// <summary>One frame, or null.</summary>
    public async Task<FrameRow?> FindAsync(long id, CancellationToken cancellationToken = default)
    {
        await using var context = database.OpenReader();
        return await context.Frames.SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
    }

    /// <summary>The other half: the answer to a CALL, or the CALL of an answer; null when there is none (yet).</summary>
    public async Task<FrameRow?> FindPairAsync(FrameRow frame, CancellationToken cancellationToken = default)
    {
        if (frame.Kind is FrameKind.Result or FrameKind.Error)
        {
            return frame.CallId is { } callId ? await FindAsync(callId, cancellationToken) : null;
        }

        if (frame.Kind != FrameKind.Call)
        {
            return null;
        }

        await using var context = database.OpenReader();
        var (key, id) = (frame.ChargePointKey, frame.Id);
        // Its answer follows closely; the index on charge point and id makes the look-ahead short.
        return await context.Frames
            .Where(row => row.ChargePointKey == key && row.Id > id && row.CallId == id)
            .OrderBy(row => row.Id)
            .FirstOrDefaultAsync(cancellationToken);
    }

    private static IQueryable<FrameRow> Narrow(IQueryable<FrameRow> query, FrameFilter filter)
    {
        if (filter.ChargePointKey is { } key)
        {
            query = query.Where(row => row.ChargePointKey == key);
        }

        if (filter.Action is { } action)
        {
            // LIKE for its blindness to case, which an equals sign has on one database only.
            var pattern = Literally(action);
            query = query.Where(row => EF.Functions.Like(row.Action!, pattern, "\\"));
        }

        if (filter.Direction is { } direction)
        {
            query = query.Where(row => row.Direction == direction);
        }

        if (filter.Kind is { } kind)
        {
            query = query.Where(row => row.Kind == kind);
        }

        if (filter.ErrorsOnly)
        {
            query = query.Where(row => (row.Kind == FrameKind.Error || row.Kind == FrameKind.None) && row.Gap == null);
        }

        if (filter.FlaggedOnly)
        {
            query = query.Where(row => row.Flags != FrameFlags.None);
        }

        if (filter.LatencyOverMs is { } latency)
        {
            var microseconds = latency * 1000L;
            query = query.Where(row => row.LatencyMicroseconds >= microseconds);
        }

        if (filter.Text is { } text)
        {
            var pattern = $"%{Literally(text)}%";
            query = query.Where(row => EF.Functions.Like(row.Payload, pattern, "\\")
                || EF.Functions.Like(row.UniqueId, pattern, "\\")
                || EF.Functions.Like(row.ErrorDescription!, pattern, "\\")
                || EF.Functions.Like(row.ErrorCode!, pattern, "\\"));
        }

        // Ids ascend with time, so they bound the range by the key; the exact time decides at its edges.
        if (filter.From is { } from)
        {
            var lowest = Microseconds(from) - s_stampSlack;
            query = query.Where(row => row.Id >= lowest && row.Timestamp >= from);
        }

        if (filter.To is { } to)
        {
            var highest = Microseconds(to) + s_clockSlack;
            query = query.Where(row => row.Id < highest && row.Timestamp < to);
        }

        return query;
    }

    private static string Literally(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("%", "\\%", StringComparison.Ordinal)
        .Replace("_", "\\_", StringComparison.Ordinal)
        .Replace("[", "\\[", StringComparison.Ordinal);

    private static long Microseconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    // Where the server's clock was set back, ids run ahead of the time until it catches up.
    private static readonly long s_clockSlack = (long)TimeSpan.FromDays(1).TotalMicroseconds;

    // A frame's id is drawn a moment before its time is stamped, and times are kept to the millisecond.
    private static readonly long s_stampSlack = (long)TimeSpan.FromMinutes(1).TotalMicroseconds;
}
