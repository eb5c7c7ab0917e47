namespace ChargingConsole.Core.Ocpp.Frames;

/// <summary>
/// What a frame did that the specification does not allow and that was understood all the same:
/// accepted, normalised, and shown on the frame and as a count on the charge point.
/// </summary>
[Flags]
public enum FrameFlags
{
    /// <summary>By the book.</summary>
    None = 0,
    /// <summary>JSON sent in a binary WebSocket message.</summary>
    Binary = 1 << 0,
    /// <summary>Broken JSON (stray commas, missing brackets, NUL bytes) that one lenient pass could mend.</summary>
    Mended = 1 << 1,
    /// <summary>The payload was missing or null and is taken as an empty object.</summary>
    NoPayload = 1 << 2,
    /// <summary>Message type 1 with an action is taken as a CALL.</summary>
    WrongMessageType = 1 << 3,
    /// <summary>The unique id was no string, empty, or longer than 36 characters (OCPP-J 1.6 §4.1.4).</summary>
    OddUniqueId = 1 << 4,
    /// <summary>The frame has more elements than its kind allows.</summary>
    ExtraElements = 1 << 5,
    /// <summary>The payload has members the specification does not know.</summary>
    UnknownMember = 1 << 6,
    /// <summary>A required member is missing and was replaced by what is known otherwise.</summary>
    MissingMember = 1 << 7,
    /// <summary>A member has another JSON type than the specification says.</summary>
    WrongType = 1 << 8,
    /// <summary>A text is longer than the specification allows.</summary>
    TooLong = 1 << 9,
    /// <summary>A value is not one of the specification's enumeration.</summary>
    UnknownValue = 1 << 10,
    /// <summary>A timestamp without zone, unreadable, or far from the receive time.</summary>
    OddTimestamp = 1 << 11,
    /// <summary>The same request was sent before and got the same answer again.</summary>
    Repeated = 1 << 12,
    /// <summary>The same unique id was used before on this socket for another request.</summary>
    ReusedUniqueId = 1 << 13,
    /// <summary>An answer to a CALL that is not (or no longer) waiting.</summary>
    LateAnswer = 1 << 14,
    /// <summary>The transaction id is unknown, zero, negative or another charge point's; the session was found otherwise or kept as an orphan.</summary>
    OddTransaction = 1 << 15,
    /// <summary>Meter values contradict each other (stop below start, jumps, unreadable samples).</summary>
    OddMeter = 1 << 16,
    /// <summary>A connector that does not fit the charge point.</summary>
    OddConnector = 1 << 17,
    /// <summary>The message came before BootNotification was accepted.</summary>
    BeforeBoot = 1 << 18,
    /// <summary>Not an OCPP-J frame at all; journalled and not answered.</summary>
    NoFrame = 1 << 19,
    /// <summary>A timestamp without a zone, taken as UTC or with the offset this charge point's clock is known to have.</summary>
    NoZone = 1 << 20,
    /// <summary>A tag in a spelling that this charge point's own rule had to translate.</summary>
    OddIdTag = 1 << 21,
}
