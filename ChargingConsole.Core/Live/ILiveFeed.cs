using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Journal;

namespace ChargingConsole.Core.Live;

/// <summary>
/// What screens and hubs follow: the frames as they pass, and which charge points changed. A reader
/// holds a cursor and reads from it at its own pace; what it is too slow for it is told as a number,
/// never queued for it. The truth itself is in <see cref="Fleet"/>: a change only says where to look.
/// </summary>
public interface ILiveFeed
{
    /// <summary>A cursor at the present.</summary>
    FeedCursor Now { get; }

    /// <summary>A cursor from which the newest <paramref name="count"/> frames still held are read first.</summary>
    FeedCursor Before(int count);

    /// <summary>Whether there is anything behind the cursor.</summary>
    bool HasNews(FeedCursor cursor);

    /// <summary>Reads what came since the cursor and moves it on.</summary>
    FeedBatch Read(ref FeedCursor cursor);

    /// <summary>Adds a frame.</summary>
    void Add(FrameRow frame);

    /// <summary>Tells that a charge point changed.</summary>
    void Changed(ChargePoint chargePoint, FeedTopics topics);
}

/// <summary>What changed of a charge point.</summary>
[Flags]
public enum FeedTopics : byte
{
    /// <summary>Nothing.</summary>
    None = 0,
    /// <summary>Its state: connection, connectors, readings, identity.</summary>
    State = 1,
    /// <summary>A transaction began, changed or ended.</summary>
    Transactions = 2,
    /// <summary>A command was asked or moved on.</summary>
    Commands = 4,
}

/// <summary>A reader's place in the feed.</summary>
/// <param name="Frame">How many frames had passed.</param>
/// <param name="Change">How many changes had passed.</param>
public readonly record struct FeedCursor(long Frame, long Change);

/// <summary>What came between two looks at the feed.</summary>
public sealed record FeedBatch
{
    /// <summary>The frames, oldest first.</summary>
    public required IReadOnlyList<FrameRow> Frames { get; init; }

    /// <summary>How many frames had already left the feed before they could be read.</summary>
    public required long MissedFrames { get; init; }

    /// <summary>The charge points that changed, and in what.</summary>
    public required IReadOnlyDictionary<ChargePoint, FeedTopics> Changes { get; init; }

    /// <summary>Changes were missed: everything shown has to be read anew.</summary>
    public required bool Resync { get; init; }
}
