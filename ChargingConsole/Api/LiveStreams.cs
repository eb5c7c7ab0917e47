using System.Runtime.CompilerServices;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Journal;
using ChargingConsole.Core.Live;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Api;

/// <summary>Turns the feed into batches for one subscriber.</summary>
internal sealed class LiveStreams(ILiveFeed feed, Fleet fleet, SessionQueries sessions, IOptions<ChargingOptions> options, TimeProvider clock)
{
    /// <summary>The most frames in one batch; older ones of the same tenth of a second are counted as missed.</summary>
    public const int MaxFrames = 1000;

    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);

    public async IAsyncEnumerable<LiveBatch> FollowAsync(
        LiveSubscription asked, LiveFilter filter, SessionReach? reach, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (wantsFrames, wantsChargers) = (reach is null && asked.Frames != false, asked.Chargers ?? true);
        // The cursor first and the snapshot after: a change in between comes twice rather than never.
        var cursor = feed.Now;
        var session = filter.TransactionId is { } id ? await sessions.FindAsync(id, reach, cancellationToken) : null;
        var history = wantsFrames && asked.HistoryCount > 0 ? History(Math.Min(asked.HistoryCount, MaxFrames), filter, cursor) : [];
        yield return Batch(history, 0, wantsChargers ? All(filter, session) : [], session, filter, reach, await OwnAsync(reach, cancellationToken), snapshot: true);

        await foreach (var news in feed.FollowAsync(cursor, s_interval, clock, cancellationToken))
        {
            List<FrameRow> frames = wantsFrames ? filter.Pass(news.Frames) : [];
            var dropped = Math.Max(0, frames.Count - MaxFrames);
            var missed = wantsFrames ? news.MissedFrames + dropped : 0;
            if (filter.TransactionId is { } followed && (session is null || session.IsOpen))
            {
                session = await sessions.FindAsync(followed, reach, cancellationToken);
            }

            var resync = news.Resync && wantsChargers;
            List<ChargePoint> changed = !wantsChargers ? []
                : resync ? All(filter, session)
                : [.. news.Changes.Keys.Where(chargePoint => filter.Passes(chargePoint, session))];
            if (frames.Count > 0 || missed > 0 || changed.Count > 0 || resync)
            {
                yield return Batch(frames.Skip(dropped), missed, changed, session, filter, reach, await OwnAsync(reach, cancellationToken), resync);
            }
        }
    }

    /// <summary>The newest frames before the cursor that pass; the feed holds more than are asked for, and the filter goes first.</summary>
    private List<FrameRow> History(int count, LiveFilter filter, FeedCursor until)
    {
        var cursor = feed.Before(LiveFeed.FrameCapacity);
        var held = feed.Read(ref cursor).Frames;
        // What passed since belongs to the first batch.
        var before = held.Take((int)Math.Max(0, held.Count - (cursor.Frame - until.Frame)));
        var passing = filter.Pass(before);
        return passing.Count > count ? passing[^count..] : passing;
    }

    private List<ChargePoint> All(LiveFilter filter, SessionView? session) =>
        [.. fleet.All.Where(chargePoint => filter.Passes(chargePoint, session)).OrderBy(chargePoint => chargePoint.Id, StringComparer.OrdinalIgnoreCase)];

    private async Task<IReadOnlySet<int>?> OwnAsync(SessionReach? reach, CancellationToken cancellationToken) =>
        reach is null ? null : await sessions.OpenIdsAsync(reach, cancellationToken);

    private LiveBatch Batch(
        IEnumerable<FrameRow> frames, long missed, List<ChargePoint> chargers, SessionView? session, LiveFilter filter, SessionReach? reach, IReadOnlySet<int>? own, bool snapshot)
    {
        var now = clock.GetUtcNow();
        IEnumerable<SessionView> views = filter.TransactionId is not null
            ? session is null ? [] : [session]
            : chargers.SelectMany(chargePoint => chargePoint.State.Connectors.Values).Select(sessions.Open).OfType<SessionView>().Where(view => own?.Contains(view.TransactionId) != false);
        return new LiveBatch
        {
            Frames = [.. frames.Select(frame => MessageContract.From(frame, fleet))],
            MissedFrames = missed,
            Chargers = [.. chargers.Select(chargePoint => ChargerContract.From(chargePoint, options.Value).For(own))],
            Sessions = [.. views.Select(view => SessionContract.From(view, fleet, options.Value, now).For(reach))],
            Snapshot = snapshot,
        };
    }
}
