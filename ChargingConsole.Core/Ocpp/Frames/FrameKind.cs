namespace ChargingConsole.Core.Ocpp.Frames;

/// <summary>The kinds of OCPP-J messages (OCPP-J 1.6 §4.1.3), with what is none of them.</summary>
public enum FrameKind : byte
{
    /// <summary>Not an OCPP-J frame.</summary>
    None = 0,
    /// <summary>A request.</summary>
    Call = 2,
    /// <summary>The answer to a request.</summary>
    Result = 3,
    /// <summary>The refusal of a request.</summary>
    Error = 4,
}
