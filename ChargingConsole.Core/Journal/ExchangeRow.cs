using ChargingConsole.Core.Ocpp.Frames;

namespace ChargingConsole.Core.Journal;

/// <summary>
/// What the journal stores in one row: a frame, and with a CALL of a charge point our answer to it. Half of
/// the rows are so never written, and the two halves are never looked for.
/// </summary>
public sealed record ExchangeRow
{
    /// <summary>The frame's id; its answer, where there is one here, has the next.</summary>
    public required long Id { get; init; }

    /// <summary>When the frame was read or written, UTC.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The charge point.</summary>
    public required int ChargePointKey { get; init; }

    /// <summary>Which way the frame went; its answer went the other.</summary>
    public required FrameDirection Direction { get; init; }

    /// <summary>What the frame is.</summary>
    public required FrameKind Kind { get; init; }

    /// <summary>The unique id of both.</summary>
    public required string UniqueId { get; init; }

    /// <summary>The action of both.</summary>
    public string? Action { get; init; }

    /// <summary>The frame's payload.</summary>
    public required string Payload { get; init; }

    /// <summary>The error code of a CALLERROR: of the answer, where there is one here.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The error description of a CALLERROR: of the answer, where there is one here.</summary>
    public string? ErrorDescription { get; init; }

    /// <summary>For an answer that has a row of its own, the id of its CALL.</summary>
    public long? CallId { get; init; }

    /// <summary>The time between CALL and answer in microseconds.</summary>
    public long? LatencyMicroseconds { get; init; }

    /// <summary>What of the frame had to be normalised.</summary>
    public FrameFlags Flags { get; init; }

    /// <summary>For a gap: how many frames were lost.</summary>
    public int? Gap { get; init; }

    /// <summary>What the answer is; null when there is none here.</summary>
    public FrameKind? AnswerKind { get; init; }

    /// <summary>The answer's payload.</summary>
    public string? AnswerPayload { get; init; }

    /// <summary>The row of a frame alone.</summary>
    public static ExchangeRow Of(FrameRow frame) => new()
    {
        Id = frame.Id,
        Timestamp = frame.Timestamp,
        ChargePointKey = frame.ChargePointKey,
        Direction = frame.Direction,
        Kind = frame.Kind,
        UniqueId = frame.UniqueId,
        Action = frame.Action,
        Payload = frame.Payload,
        ErrorCode = frame.ErrorCode,
        ErrorDescription = frame.ErrorDescription,
        CallId = frame.CallId,
        LatencyMicroseconds = frame.LatencyMicroseconds,
        Flags = frame.Flags,
        Gap = frame.Gap,
    };

    /// <summary>The row of a CALL and its answer, whose id is the next after the CALL's.</summary>
    public static ExchangeRow Of(FrameRow call, FrameRow answer) => new()
    {
        Id = call.Id,
        Timestamp = call.Timestamp,
        ChargePointKey = call.ChargePointKey,
        Direction = call.Direction,
        Kind = call.Kind,
        UniqueId = call.UniqueId,
        Action = call.Action,
        Payload = call.Payload,
        ErrorCode = answer.ErrorCode,
        ErrorDescription = answer.ErrorDescription,
        LatencyMicroseconds = answer.LatencyMicroseconds,
        Flags = call.Flags,
        AnswerKind = answer.Kind,
        AnswerPayload = answer.Payload,
    };

    /// <summary>The frame.</summary>
    public FrameRow Frame() => new()
    {
        Id = Id,
        Timestamp = Timestamp,
        ChargePointKey = ChargePointKey,
        Direction = Direction,
        Kind = Kind,
        UniqueId = UniqueId,
        Action = Action,
        Payload = Payload,
        ErrorCode = AnswerKind is null ? ErrorCode : null,
        ErrorDescription = AnswerKind is null ? ErrorDescription : null,
        CallId = CallId,
        LatencyMicroseconds = AnswerKind is null ? LatencyMicroseconds : null,
        Flags = Flags,
        Gap = Gap,
    };

    /// <summary>The answer, or null when there is none here.</summary>
    public FrameRow? Answer() => AnswerKind is not { } kind ? null : new FrameRow
    {
        Id = Id + 1,
        Timestamp = Timestamp.AddTicks((LatencyMicroseconds ?? 0) * TimeSpan.TicksPerMicrosecond),
        ChargePointKey = ChargePointKey,
        Direction = Direction == FrameDirection.In ? FrameDirection.Out : FrameDirection.In,
        Kind = kind,
        UniqueId = UniqueId,
        Action = Action,
        Payload = AnswerPayload ?? "{}",
        ErrorCode = ErrorCode,
        ErrorDescription = ErrorDescription,
        CallId = Id,
        LatencyMicroseconds = LatencyMicroseconds,
    };
}
