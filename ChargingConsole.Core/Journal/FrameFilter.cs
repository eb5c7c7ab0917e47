using ChargingConsole.Core.Ocpp.Frames;

namespace ChargingConsole.Core.Journal;

/// <summary>Which frames to show or list; absent members do not filter. One filter serves the live log, the hub and the journal alike.</summary>
public sealed record FrameFilter
{
    /// <summary>Of this charge point (row key).</summary>
    public int? ChargePointKey { get; init; }

    /// <summary>Of this action, and its answers.</summary>
    public string? Action { get; init; }

    /// <summary>In this direction.</summary>
    public FrameDirection? Direction { get; init; }

    /// <summary>Of this kind.</summary>
    public FrameKind? Kind { get; init; }

    /// <summary>Only CALLERRORs and what is no frame.</summary>
    public bool ErrorsOnly { get; init; }

    /// <summary>Only frames that deviate from the specification.</summary>
    public bool FlaggedOnly { get; init; }

    /// <summary>Only answers that took at least so many milliseconds.</summary>
    public int? LatencyOverMs { get; init; }

    /// <summary>Whose payload, unique id or error contains this text, compared without regard to case.</summary>
    public string? Text { get; init; }

    /// <summary>Of exchanges about this transaction: the CALL and its answer, whichever of the two names it.</summary>
    public int? Transaction { get; init; }

    /// <summary>At this time or later, UTC.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before this time, UTC.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Whether a frame passes by itself, for what is live; whole exchanges about a transaction pass a <see cref="FrameSieve"/>.</summary>
    public bool Matches(FrameRow frame) =>
        (ChargePointKey is null || frame.ChargePointKey == ChargePointKey)
        && (Action is null || string.Equals(frame.Action, Action, StringComparison.OrdinalIgnoreCase))
        && (Direction is null || frame.Direction == Direction)
        && (Kind is null || frame.Kind == Kind)
        && (!ErrorsOnly || (frame.Kind is FrameKind.Error or FrameKind.None && frame.Gap is null))
        && (!FlaggedOnly || frame.Flags != FrameFlags.None)
        && (LatencyOverMs is null || frame.LatencyMicroseconds >= LatencyOverMs * 1000L)
        && (Text is null || Contains(frame.Payload) || Contains(frame.UniqueId) || Contains(frame.ErrorCode) || Contains(frame.ErrorDescription))
        && (Transaction is not { } transaction || TransactionNames.Names(frame.Payload, transaction))
        && (From is null || frame.Timestamp >= From)
        && (To is null || frame.Timestamp < To);

    private bool Contains(string? text) => text?.Contains(Text!, StringComparison.OrdinalIgnoreCase) == true;
}
