using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Journal;

namespace ChargingConsole.Core.Live;

/// <summary>The feed of this process: two rings that are written at the same price whether anyone reads or not.</summary>
public sealed class LiveFeed : ILiveFeed
{
    /// <summary>How many frames are held: two pages of the log. Each lives until it is overwritten, and what outlives a collection is copied while everybody waits.</summary>
    public const int FrameCapacity = 4096;

    /// <summary>How many changes are held.</summary>
    public const int ChangeCapacity = 65_536;

    private readonly Ring<FrameRow> _frames = new(FrameCapacity);
    private readonly Ring<(ChargePoint ChargePoint, FeedTopics Topics)> _changes = new(ChangeCapacity);

    /// <inheritdoc/>
    public FeedCursor Now => new(_frames.Written, _changes.Written);

    /// <inheritdoc/>
    public FeedCursor Before(int count) => new(Math.Max(0, _frames.Written - Math.Min(count, FrameCapacity)), _changes.Written);

    /// <inheritdoc/>
    public bool HasNews(FeedCursor cursor) => cursor != Now;

    /// <inheritdoc/>
    public FeedBatch Read(ref FeedCursor cursor)
    {
        var (frame, change) = cursor;
        var frames = new List<FrameRow>();
        var missedFrames = _frames.Read(ref frame, frames);
        var notices = new List<(ChargePoint ChargePoint, FeedTopics Topics)>();
        var missedChanges = _changes.Read(ref change, notices);
        var changes = new Dictionary<ChargePoint, FeedTopics>();
        foreach (var (chargePoint, topics) in notices)
        {
            changes[chargePoint] = changes.GetValueOrDefault(chargePoint) | topics;
        }

        cursor = new FeedCursor(frame, change);
        return new FeedBatch { Frames = frames, MissedFrames = missedFrames, Changes = changes, Resync = missedChanges > 0 };
    }

    /// <inheritdoc/>
    public void Add(FrameRow frame) => _frames.Add(frame);

    /// <inheritdoc/>
    public void Changed(ChargePoint chargePoint, FeedTopics topics)
    {
        // Who waits for an operator is no part of the fleet that is followed.
        if (!chargePoint.IsWaiting)
        {
            _changes.Add((chargePoint, topics));
        }
    }
}
