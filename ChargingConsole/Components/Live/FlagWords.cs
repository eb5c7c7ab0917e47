using ChargingConsole.Core.Ocpp.Frames;

namespace ChargingConsole.Components.Live;

/// <summary>What the flags of a frame mean, in words.</summary>
public static class FlagWords
{
    private static readonly Dictionary<FrameFlags, string> s_words = new()
    {
        [FrameFlags.Binary] = "Sent as a binary WebSocket message; OCPP-J demands text.",
        [FrameFlags.Mended] = "The JSON was broken and could be mended.",
        [FrameFlags.NoPayload] = "The payload was missing and is taken as an empty object.",
        [FrameFlags.WrongMessageType] = "Message type 1 is taken as a CALL.",
        [FrameFlags.OddUniqueId] = "The unique id is no text, empty, or longer than 36 characters.",
        [FrameFlags.ExtraElements] = "The frame has more elements than its kind allows.",
        [FrameFlags.UnknownMember] = "The payload has members that the specification does not know.",
        [FrameFlags.MissingMember] = "A required member is missing and was filled in from what is known.",
        [FrameFlags.WrongType] = "A member has another JSON type than the specification says.",
        [FrameFlags.TooLong] = "A text is longer than the specification allows.",
        [FrameFlags.UnknownValue] = "A value is none of those the specification lists.",
        [FrameFlags.OddTimestamp] = "A timestamp has no zone, cannot be read, or is far from the time it came.",
        [FrameFlags.Repeated] = "The same request had come before and got the same answer again.",
        [FrameFlags.ReusedUniqueId] = "The unique id had been used before for another request.",
        [FrameFlags.LateAnswer] = "An answer to a request that no longer waits.",
        [FrameFlags.OddTransaction] = "The transaction id is not one of this charger's; the session was found otherwise.",
        [FrameFlags.OddMeter] = "The meter values contradict each other.",
        [FrameFlags.OddConnector] = "The connector does not fit the charger.",
        [FrameFlags.BeforeBoot] = "The message came before BootNotification was accepted.",
        [FrameFlags.NoFrame] = "This is no OCPP-J message. It was written down and not answered.",
        [FrameFlags.NoZone] = "A timestamp has no zone. It is taken as UTC, or with the offset this charger's clock is known to have.",
        [FrameFlags.OddIdTag] = "The id tag is spelled as this charger's own rule says, and was translated.",
    };

    /// <summary>A sentence for each flag that is set.</summary>
    public static IEnumerable<string> Of(FrameFlags flags) =>
        s_words.Where(entry => flags.HasFlag(entry.Key)).Select(entry => entry.Value);

    /// <summary>How many flags are set.</summary>
    public static int Count(FrameFlags flags) => System.Numerics.BitOperations.PopCount((uint)flags);
}
