using System.Runtime.CompilerServices;
using ChargingConsole.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Core.Journal;

/// <summary>
/// Searching: stretch by stretch along the key, each small enough to take less than a tenth of a second, so that
/// any combination of filters tells within that time what it found or how far it has come. An index for each
/// filter would do it in one query, and would cost every frame another page of the log when it is written.
/// </summary>
public sealed partial class JournalQueries
{
    private const int FirstStretch = 2_000;
    private const int LongestStretch = 40_000;
    private const int ShortestStretch = 500;
    private const int MostAtOnce = 2_000;
    private static readonly TimeSpan s_aim = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan s_leastRest = TimeSpan.FromMilliseconds(1);

    // Searches of many people take turns, stretch by stretch: charging always finds a core.
    private static readonly SemaphoreSlim s_turns = new(Math.Max(2, Environment.ProcessorCount / 2));

    /// <summary>Frames, newest first, older than <paramref name="before"/> where given. A CALL stands right behind its answer, whatever came between them.</summary>
    public async Task<IReadOnlyList<FrameRow>> ListAsync(FrameFilter filter, long? before, int limit, CancellationToken cancellationToken = default)
    {
        var frames = new List<FrameRow>();
        await foreach (var stretch in BackAsync(filter, before, limit, cancellationToken))
        {
            frames.AddRange(stretch.Frames);
        }

        return frames;
    }

    /// <summary>Searches from <paramref name="before"/> (or the newest) back in time, until so many are found or nothing is left.</summary>
    public IAsyncEnumerable<JournalStretch> BackAsync(FrameFilter filter, long? before, int wanted, CancellationToken cancellationToken = default) =>
        SearchAsync(filter, before, isBack: true, wanted, cancellationToken);

    /// <summary>Searches from behind <paramref name="after"/> (or the oldest) up to what is newest now, until so many are found or nothing is left.</summary>
    public IAsyncEnumerable<JournalStretch> OnwardAsync(FrameFilter filter, long? after, int wanted, CancellationToken cancellationToken = default) =>
        SearchAsync(filter, after, isBack: false, wanted, cancellationToken);

    private async IAsyncEnumerable<JournalStretch> SearchAsync(FrameFilter filter, long? from, bool isBack, int wanted, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (low, high) = await EndsAsync(filter, cancellationToken);
        // What has this id or a lower one, or this or a higher one, is not wanted, though the other half of its row may be.
        var (above, below) = (isBack ? (long?)null : from, isBack ? from : null);
        low = Math.Max(low, above is { } known ? known & ~1L : long.MinValue);
        high = Math.Min(high, below ?? long.MaxValue);
        var (start, length) = (isBack ? high : low, Math.Max(1.0, high - low));
        var (size, found, keysPerRow) = (FirstStretch, 0, 0.0);
        while (true)
        {
            if (low >= high || found >= wanted)
            {
                yield return new JournalStretch { Frames = [], Next = isBack ? low : high, Reached = JournalKeys.TimeOf(isBack ? low : high), Share = 1, IsComplete = low >= high };
                yield break;
            }

            var began = clock.GetTimestamp();
            var stretch = await TakeTurnAsync(filter, new Reach(low, high, isBack, size, keysPerRow, Math.Min(wanted - found, MostAtOnce)), cancellationToken);
            var took = clock.GetElapsedTime(began);
            (low, high, keysPerRow) = (isBack ? low : stretch.Edge, isBack ? stretch.Edge : high, stretch.KeysPerRow);
            var frames = Halves(stretch.Rows, filter, isBack, above, below);
            var isCut = frames.Count > wanted - found;
            if (isCut)
            {
                frames.RemoveRange(wanted - found, frames.Count - (wanted - found));
            }

            found += frames.Count;
            var isComplete = low >= high && !isCut;
            yield return new JournalStretch
            {
                Frames = frames,
                Next = isCut ? frames[^1].Id : isBack ? high : low,
                Reached = JournalKeys.TimeOf(stretch.Edge),
                Share = isComplete ? 1 : Math.Clamp(Math.Abs(stretch.Edge - start) / length, 0, 1),
                IsComplete = isComplete,
            };
            if (isComplete || found >= wanted)
            {
                yield break;
            }

            // Fitted at once: on a machine that is busy all of a sudden the next word must not take as long again.
            size = (int)Math.Clamp(size * Math.Min(2, s_aim / took), ShortestStretch, LongestStretch);
            // A search is patient: it leaves a fifth of the time to others even where it is alone.
            await Task.Delay(took / 4 > s_leastRest ? took / 4 : s_leastRest, clock, cancellationToken);
        }
    }

    // The lowest id that can pass, and the one behind the highest.
    private async Task<(long Low, long High)> EndsAsync(FrameFilter filter, CancellationToken cancellationToken)
    {
        await using var context = database.OpenReader();
        var rows = Of(context, filter);
        if (await Along(rows, isBack: false).Select(row => (long?)row.Id).FirstOrDefaultAsync(cancellationToken) is not { } first
            || await Along(rows, isBack: true).Select(row => (long?)row.Id).FirstOrDefaultAsync(cancellationToken) is not { } last)
        {
            return (0, 0);
        }

        return (
            Math.Max(first, filter.From is { } from ? JournalKeys.Lowest(from) : first),
            Math.Min(last + 1, filter.To is { } to ? JournalKeys.Highest(to) : last + 1));
    }

    private async Task<(List<ExchangeRow> Rows, long Edge, double KeysPerRow)> TakeTurnAsync(FrameFilter filter, Reach reach, CancellationToken cancellationToken)
    {
        await s_turns.WaitAsync(cancellationToken);
        try
        {
            // SQLite works on the thread that asks: not on the one that draws a page.
            return await Task.Run(() => ReadAsync(filter, reach, cancellationToken), cancellationToken);
        }
        finally
        {
            s_turns.Release();
        }
    }

    private async Task<(List<ExchangeRow> Rows, long Edge, double KeysPerRow)> ReadAsync(FrameFilter filter, Reach reach, CancellationToken cancellationToken)
    {
        var (low, high, isBack, size, keysPerRow, limit) = reach;
        await using var context = database.OpenReader();
        var all = Of(context, filter);
        long first, last;
        if (isBack && keysPerRow > 0)
        {
            (first, keysPerRow) = await BeginningAsync(all, low, high, size, keysPerRow, cancellationToken);
            last = high;
        }
        else
        {
            // Where so many rows end: the key knows without reading what is in them.
            var end = await EndAsync(Between(all, low, high), isBack, size, cancellationToken);
            (first, last) = isBack ? (end ?? low, high) : (low, end + 1 ?? high);
            // The rows of one charge point lie far apart, whichever way they are read.
            keysPerRow = filter.ChargePointKey is null ? (last - first) / (double)size : 0;
        }

        var rows = await Along(Between(all, first, last).Meeting(filter, context.Frames), isBack).Take(limit).ToListAsync(cancellationToken);
        // With as many as were asked for there may be more in this stretch: the next one begins behind the last.
        var edge = rows.Count == limit ? (isBack ? rows[^1].Id : rows[^1].Id + 1) : isBack ? first : last;
        return (rows, edge, keysPerRow);
    }

    // Where the stretch before a key begins, guessed from how far apart the rows after it lie, so that it can be read
    // forward before it is searched: disks and systems read ahead in this direction alone, and backward every page that
    // is not in memory is a wait of its own (20 times slower, docs/performance.md).
    private static async Task<(long First, double KeysPerRow)> BeginningAsync(
        IQueryable<ExchangeRow> all, long low, long high, int size, double keysPerRow, CancellationToken cancellationToken)
    {
        // Somewhat less than so many, since no two minutes are alike.
        var guess = (long)Math.Clamp(0.8 * size * keysPerRow, 1, high - low);
        var first = high - guess;
        var rows = Between(all, first, high);
        var count = await Along(rows, isBack: false).Take(size + 1).CountAsync(cancellationToken);
        if (count <= size)
        {
            // After hours without a frame the guess grows at once, but not without measure.
            return (first, Math.Min(4 * keysPerRow, guess / (double)Math.Max(1, count)));
        }

        // Busier than what came after it: how busy, the few rows next to the end tell.
        return await EndAsync(rows, isBack: true, ShortestStretch, cancellationToken) is { } id ? (id, (high - id) / (double)ShortestStretch) : (first, keysPerRow);
    }

    // The key of the last of so many rows; null where there are fewer.
    private static Task<long?> EndAsync(IQueryable<ExchangeRow> rows, bool isBack, int count, CancellationToken cancellationToken) =>
        Along(rows, isBack).Skip(count - 1).Select(row => (long?)row.Id).FirstOrDefaultAsync(cancellationToken);

    private static IQueryable<ExchangeRow> Between(IQueryable<ExchangeRow> rows, long low, long high) => rows.Where(row => row.Id >= low && row.Id < high);

    private static IQueryable<ExchangeRow> Of(ChargingDbContext context, FrameFilter filter) =>
        filter.ChargePointKey is { } key ? context.Frames.Where(row => row.ChargePointKey == key) : context.Frames;

    private static IOrderedQueryable<ExchangeRow> Along(IQueryable<ExchangeRow> rows, bool isBack) =>
        isBack ? rows.OrderByDescending(row => row.Id) : rows.OrderBy(row => row.Id);

    private static List<FrameRow> Halves(List<ExchangeRow> rows, FrameFilter filter, bool isBack, long? above, long? below)
    {
        // Time and transaction are those of the exchange, which the database has decided.
        var half = filter with { From = null, To = null, Transaction = null };
        var frames = new List<FrameRow>(rows.Count);
        foreach (var row in rows)
        {
            var (call, answer) = (row.Frame(), row.Answer());
            foreach (var frame in isBack ? (ReadOnlySpan<FrameRow?>)[answer, call] : [call, answer])
            {
                if (frame is not null && !(frame.Id <= above) && !(frame.Id >= below) && half.Matches(frame))
                {
                    frames.Add(frame);
                }
            }
        }

        return frames;
    }

    // What is left to search, from where, how much of it next, how far apart its rows seem to lie (0: not known), and how many rows at most.
    private readonly record struct Reach(long Low, long High, bool IsBack, int Size, double KeysPerRow, int Limit);
}
