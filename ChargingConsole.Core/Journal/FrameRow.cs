using ChargingConsole.Core.Ocpp.Frames;

namespace ChargingConsole.Core.Journal;

/// <summary>One frame on the wire, as the journal keeps it and the live log shows it.</summary>
public sealed record FrameRow
{
    /// <summary>Ascending and unique: the microseconds since 1970 when it was stamped, moved on where two would collide.</summary>
    public required long Id { get; init; }

    /// <summary>When it was read or written, UTC.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The charge point.</summary>
    public required int ChargePointKey { get; init; }

    /// <summary>Which way it went.</summary>
    public required FrameDirection Direction { get; init; }

    /// <summary>What it is.</summary>
    public required FrameKind Kind { get; init; }

    /// <summary>The unique id on the wire.</summary>
    public required string UniqueId { get; init; }

    /// <summary>The action; for an answer, that of its CALL.</summary>
    public string? Action { get; init; }

    /// <summary>The payload as JSON; the raw text of what is no frame.</summary>
    public required string Payload { get; init; }

    /// <summary>The error code of a CALLERROR.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The error description of a CALLERROR.</summary>
    public string? ErrorDescription { get; init; }

    /// <summary>For an answer, the <see cref="Id"/> of its CALL.</summary>
    public long? CallId { get; init; }

    /// <summary>For an answer, the time since its CALL in microseconds.</summary>
    public long? LatencyMicroseconds { get; init; }

    /// <summary>What had to be normalised.</summary>
    public FrameFlags Flags { get; init; }

    /// <summary>For a gap: how many frames were lost here because the journal could not keep up.</summary>
    public int? Gap { get; init; }
}

/// <summary>Which way a frame went.</summary>
public enum FrameDirection : byte
{
    /// <summary>From the charge point.</summary>
    In = 0,
    /// <summary>To the charge point.</summary>
    Out = 1,
}
