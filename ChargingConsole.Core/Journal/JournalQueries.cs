using ChargingConsole.Core.Data;
using ChargingConsole.Core.Ocpp.Frames;
using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Core.Journal;

/// <summary>Reads the journal: single frames here, lists and searches in the other half.</summary>
public sealed partial class JournalQueries(ChargingDatabase database, TimeProvider clock)
{
    // Later than this no charge point answers, not even after its time-out.
    private static readonly long s_longestAnswer = (long)TimeSpan.FromMinutes(15).TotalMicroseconds;

    // Nor after so many other frames; a CALL that was never answered must not have a storm read through.
    private const int MostFramesBetween = 5_000;

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
            .Where(row => row.ChargePointKey == key && row.Id > id && row.Id < last)
            .OrderBy(row => row.Id)
            .Take(MostFramesBetween)
            .Where(row => row.CallId == id)
            .OrderBy(row => row.Id)
            .FirstOrDefaultAsync(cancellationToken);
        return answer?.Frame();
    }
}
