namespace ChargingConsole.Core.Ocpp.Frames;

/// <summary>
/// One frame as read from the wire. <see cref="Payload"/> points into the receive buffer and is
/// valid only until the next read.
/// </summary>
internal readonly record struct InboundFrame
{
    /// <summary>What it is; <see cref="FrameKind.None"/> when it is no frame.</summary>
    public required FrameKind Kind { get; init; }

    /// <summary>The unique id, or empty when none could be read.</summary>
    public string UniqueId { get; init; }

    /// <summary>The action of a CALL.</summary>
    public string? Action { get; init; }

    /// <summary>The payload of a CALL or CALLRESULT, the details of a CALLERROR.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>The error code of a CALLERROR.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The error description of a CALLERROR.</summary>
    public string? ErrorDescription { get; init; }

    /// <summary>What had to be normalised to read it.</summary>
    public FrameFlags Flags { get; init; }

    /// <summary>Why a CALL whose id could be read is not answerable otherwise than by FormationViolation.</summary>
    public string? Problem { get; init; }
}
