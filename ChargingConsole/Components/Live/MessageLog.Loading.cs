using ChargingConsole.Core.Journal;
using ChargingConsole.Core.Live;

namespace ChargingConsole.Components.Live;

/// <summary>What is shown for the filters, and the pause: it outlives other filters, which then show what was there when it began.</summary>
public sealed partial class MessageLog
{
    private DateTimeOffset? _pausedAt;
    private long? _pausedBehind;
    private long? _seen;
    private bool _isReloaded;

    private void Load()
    {
        Unfollow(_following);
        var key = ChargePoint?.Key ?? (Query.Charger is { } id ? Fleet.Find(id)?.Key ?? -1 : null);
        _filter = Query.Filter(key);
        _sieve = new FrameSieve(_filter);
        _chargers = [.. Fleet.All.Select(chargePoint => chargePoint.Id).Order(Chargers.FleetFilter.Order).Take(200)];

        // The place in the feed is taken before the journal is read, so that no frame falls between the two.
        var (recent, cursor) = Feed.Recent(LiveFeed.FrameCapacity);
        var frames = _sieve.Pass(recent.Frames);
        _buffer = new LogBuffer();
        (_isCleared, _isHistory, _undrawn) = (false, false, 0);
        _seen = NewestOf(recent.Frames);
        var known = frames.Where(frame => _pausedAt is null || frame.Id <= _pausedBehind).TakeLast(LogBuffer.DefaultCapacity).ToList();
        Add(known);
        if (_pausedAt is { } paused)
        {
            HoldAgain(paused, frames.Where(frame => !(frame.Id <= _pausedBehind)), isCut: recent.Frames.Count > 0 && recent.Frames[0].Id > _pausedBehind);
        }

        _following = Follow(cursor, ShowAsync);
        Frame();
        _before = known.Count == LogBuffer.DefaultCapacity ? known[0].Id : recent.Frames.Count > 0 ? recent.Frames.Min(frame => frame.Id) : null;
        if (_pausedBehind is { } last && _before > last)
        {
            _before = last + 1;
        }

        Search(HistoryRows - known.Count);
    }

    /// <summary>Other filters, the same pause: what passed since it began waits as before.</summary>
    /// <param name="paused">When it began.</param>
    /// <param name="since">What came since.</param>
    /// <param name="isCut">Whether some of that has left the feed, so that it does not fit on to what was before.</param>
    private void HoldAgain(DateTimeOffset paused, IEnumerable<FrameRow> since, bool isCut)
    {
        if (isCut)
        {
            _buffer.Hold([]);
        }
        else
        {
            _buffer.Hold();
            _buffer.Add(LogEntry.Paused(paused));
        }

        Add(since);
        (_isFollowing, _isReloaded, _top) = (false, true, 0);
    }

    // An answer stands right behind its CALL, and so before what came between them.
    private long? NewestOf(IReadOnlyList<FrameRow> frames) => frames.Count > 0 ? Math.Max(_seen ?? 0, frames.Max(frame => frame.Id)) : _seen;

    private async Task TogglePauseAsync()
    {
        if (_pausedAt is not null)
        {
            await FollowAsync();
            return;
        }

        (_pausedAt, _pausedBehind) = (Viewer.Now, _seen);
        Hold();
        _buffer.Add(LogEntry.Paused(Viewer.Now));
        await SetFollowingAsync(false);
    }
}
