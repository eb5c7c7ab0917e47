using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Journal;
using ChargingConsole.Core.Ocpp.Frames;

namespace ChargingConsole.Api;

/// <summary>A frame on the wire.</summary>
internal sealed record MessageContract
{
    /// <summary>Ascending and unique.</summary>
    public required long Id { get; init; }

    /// <summary>When it was read or written.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    public required string ChargePointId { get; init; }

    /// <summary>in from the charger, out to it.</summary>
    public required string Direction { get; init; }

    /// <summary>call, result, error; none for what is no OCPP frame; gap for frames that the journal could not keep.</summary>
    public required string Kind { get; init; }

    public required string UniqueId { get; init; }

    /// <summary>The action; for an answer, that of its call.</summary>
    public required string? Action { get; init; }

    /// <summary>The payload as JSON; for what is no frame, its text.</summary>
    public required RawJson Payload { get; init; }

    public required string? ErrorCode { get; init; }
    public required string? ErrorDescription { get; init; }

    /// <summary>For an answer, the milliseconds since its call.</summary>
    public required double? LatencyMs { get; init; }

    /// <summary>What had to be normalised, as words.</summary>
    public required IReadOnlyList<string> Flags { get; init; }

    /// <summary>For an answer, the id of its call.</summary>
    public required long? CallId { get; init; }

    /// <summary>For a gap, how many frames are missing.</summary>
    public required int? Gap { get; init; }

    public static MessageContract From(FrameRow frame, Fleet fleet) => new()
    {
        Id = frame.Id,
        Timestamp = frame.Timestamp,
        ChargePointId = fleet.Find(frame.ChargePointKey)?.Id ?? $"#{frame.ChargePointKey}",
        Direction = Words.Of(frame.Direction),
        Kind = frame.Gap is null ? Words.Of(frame.Kind) : "gap",
        UniqueId = frame.UniqueId,
        Action = frame.Action,
        Payload = new RawJson(frame.Payload),
        ErrorCode = frame.ErrorCode,
        ErrorDescription = frame.ErrorDescription,
        LatencyMs = frame.LatencyMicroseconds / 1000.0,
        Flags = frame.Flags == FrameFlags.None ? [] : Words.Set(frame.Flags),
        CallId = frame.CallId,
        Gap = frame.Gap,
    };
}
