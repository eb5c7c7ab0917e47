namespace ChargingConsole.Core.Commands;

/// <summary>Something asked of a charge point: who, what, when, and the outcome. Immutable: a change is a new row.</summary>
public sealed record CommandRow
{
    /// <summary>The command's id.</summary>
    public required long Id { get; init; }

    /// <summary>The charge point.</summary>
    public required int ChargePointKey { get; init; }

    /// <summary>The OCPP action.</summary>
    public required string Action { get; init; }

    /// <summary>The connector it concerns.</summary>
    public int? ConnectorId { get; init; }

    /// <summary>The tag of a start.</summary>
    public string? IdTag { get; init; }

    /// <summary>The transaction it concerns, or that it caused.</summary>
    public int? TransactionId { get; init; }

    /// <summary>Who asked: an operator, a key, a job.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>When it was asked, UTC.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>When it went out on the wire, UTC.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>When the charge point answered, UTC.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>When the effect was seen or given up, UTC.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Where it stands.</summary>
    public required CommandState State { get; init; }

    /// <summary>The status of the charge point's answer, in its own word.</summary>
    public string? AnswerStatus { get; init; }

    /// <summary>The outcome in words.</summary>
    public string? Message { get; init; }

    /// <summary>The request's payload as OCPP JSON.</summary>
    public required string Request { get; init; }

    /// <summary>The answer's payload as OCPP JSON.</summary>
    public string? Answer { get; init; }

    /// <summary>The unique id of its frame on the wire.</summary>
    public string? UniqueId { get; init; }
}

/// <summary>Where a command stands.</summary>
public enum CommandState : byte
{
    /// <summary>Asked and recorded.</summary>
    Requested = 1,
    /// <summary>On the wire.</summary>
    Sent = 2,
    /// <summary>The charge point agreed; for a start, stop or reset the effect is still to come.</summary>
    Accepted = 3,
    /// <summary>The effect was seen: StartTransaction, StopTransaction, the next boot.</summary>
    Confirmed = 4,
    /// <summary>The charge point refused.</summary>
    Rejected = 5,
    /// <summary>The charge point does not know the action.</summary>
    NotSupported = 6,
    /// <summary>The charge point answered with a CALLERROR.</summary>
    Error = 7,
    /// <summary>No answer in time.</summary>
    TimedOut = 8,
    /// <summary>The charge point was not connected, or its connection ended before this was sent.</summary>
    Offline = 9,
    /// <summary>Agreed, and the effect never came.</summary>
    Expired = 10,
}
