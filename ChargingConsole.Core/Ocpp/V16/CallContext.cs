using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.IdTags;
using ChargingConsole.Core.Live;
using ChargingConsole.Core.Ocpp.Frames;

namespace ChargingConsole.Core.Ocpp.V16;

/// <summary>What a handler knows of the CALL it answers: who sent it and when, never through which socket.</summary>
internal sealed class CallContext(ChargePoint chargePoint, DateTimeOffset receivedAt)
{
    private List<Action>? _afterReply;

    /// <summary>Who sent it.</summary>
    public ChargePoint ChargePoint { get; } = chargePoint;

    /// <summary>When it was read, UTC, in whole milliseconds.</summary>
    public DateTimeOffset ReceivedAt { get; } = new(receivedAt.UtcTicks - (receivedAt.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);

    /// <summary>What had to be normalised so far.</summary>
    public FrameFlags Flags { get; set; }

    /// <summary>What changed, for the feed, besides the state itself.</summary>
    public FeedTopics Topics { get; set; }

    /// <summary>The tag that is meant, by the charge point's own rule where it has one; the spelling told is in the journal.</summary>
    public string? Tag(IdTagBook book, string? told)
    {
        var meant = TagSpelling.Resolve(book, ChargePoint.State.QuirkSettings, told);
        if (!ReferenceEquals(meant, told))
        {
            Flags |= FrameFlags.OddIdTag;
        }

        return meant;
    }

    /// <summary>Does something once the reply is out, before the next frame of this charge point is read.</summary>
    public void AfterReply(Action work) => (_afterReply ??= []).Add(work);

    /// <summary>Runs what was put off.</summary>
    public void RunAfterReply()
    {
        foreach (var work in _afterReply ?? [])
        {
            work();
        }
    }
}
