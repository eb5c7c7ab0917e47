using ChargingConsole.Core.Data;
using ChargingConsole.Core.Ocpp.Frames;
using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Core.Journal;

/// <summary>Reads the journal.</summary>
public sealed class JournalQueries(ChargingDatabase database)
{
    /// <summary>Frames, newest first, older than <paramref name="before"/> where given. A CALL stands right behind its answer, whatever came between them.</summary>
    public async Task<IReadOnlyList<FrameRow>> ListAsync(FrameFilter filter, long? before, int limit, CancellationToken cancellationToken = default)
    {
        await using var context = database.OpenReader();
        var query = Narrow(context.Frames, filter);
        if (before is { } id)
        {
            query = query.Where(row => row.Id < id);
        }

        var rows = await query.OrderByDescending(row => row.Id).Take(limit).ToListAsync(cancellationToken);
        // The time is that of the exchange, which the database has decided.
        var half = filter with { From = null, To = null };
        var frames = new List<FrameRow>(limit);
        foreach (var row in rows)
        {
            if (row.Answer() is { } answer && (before is null || answer.Id < before) && half.Matches(answer))
            {
                frames.Add(answer);
            }

            if (row.Frame() is var frame && half.Matches(frame))
            {
                frames.Add(frame);
            }
        }

        return frames.Count > limit ? frames.GetRange(0, limit) : frames;
    }

    /// <summary>One frame, or null.</summary>
    public async Task<FrameRow?> FindAsync(long id, CancellationToken cancellationToken = default)
    {
        await using var context = database.OpenReader();
        var rows = await context.Frames.Where(row => row.Id == id || (row.Id == id - 1 && row.AnswerKind != null)).ToListAsync(cancellationToken);
        return rows.Find(row => row.Id == id)?.Frame() ?? rows.FirstOrDefault()?.Answer();
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
        var (key, id, last) = (frame.ChargePointKey, frame.Id, frame.Id + s_longestAnswer);
        if (await context.Frames.SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is { AnswerKind: not null } exchange)
        {
            return exchange.Answer();
        }

        // A charge point's answer to us has a row of its own, which the index on charge point and id finds soon after.
        var answer = await context.Frames
            .Where(row => row.ChargePointKey == key && row.Id > id && row.Id < last && row.CallId == id)
            .OrderBy(row => row.Id)
            .FirstOrDefaultAsync(cancellationToken);
        return answer?.Frame();
    }

    private static IQueryable<ExchangeRow> Narrow(IQueryable<ExchangeRow> query, FrameFilter filter)
    {
        if (filter.ChargePointKey is { } key)
        {
            query = query.Where(row => row.ChargePointKey == key);
        }

        if (filter.Action is { } action)
        {
            // LIKE for its blindness to case, which an equals sign has on one database only.
            var pattern = Like.Literally(action);
            query = query.Where(row => EF.Functions.Like(row.Action!, pattern, "\\"));
        }

        if (FrameHalves.Condition(filter) is { } condition)
        {
            query = query.Where(condition);
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

    private static long Microseconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    // Where the server's clock was set back, ids run ahead of the time until it catches up.
    private static readonly long s_clockSlack = (long)TimeSpan.FromDays(1).TotalMicroseconds;

    // A frame's id is drawn a moment before its time is stamped, and times are kept to the millisecond.
    private static readonly long s_stampSlack = (long)TimeSpan.FromMinutes(1).TotalMicroseconds;

    // Later than this no charge point answers, not even after its time-out.
    private static readonly long s_longestAnswer = (long)TimeSpan.FromMinutes(15).TotalMicroseconds;
}
