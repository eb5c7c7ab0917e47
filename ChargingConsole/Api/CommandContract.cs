using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;

namespace ChargingConsole.Api;

/// <summary>What a charger answered to a command.</summary>
/// <param name="Success">Whether it agreed.</param>
/// <param name="Status">The status in its own word; null when the answer has none.</param>
/// <param name="Message">The outcome in plain words.</param>
/// <param name="CommandId">The recorded command.</param>
/// <param name="Payload">The confirmation as it came.</param>
internal sealed record CommandAnswer(bool Success, string? Status, string Message, long? CommandId, RawJson? Payload);

/// <summary>Something asked of a charger.</summary>
internal sealed record CommandContract
{
    public required long CommandId { get; init; }
    public required string ChargePointId { get; init; }
    public required string Action { get; init; }
    public required int? ConnectorId { get; init; }
    public required string? IdTag { get; init; }

    /// <summary>The session it concerns, or that it caused.</summary>
    public required int? TransactionId { get; init; }

    /// <summary>Who asked.</summary>
    public required string RequestedBy { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }
    public required DateTimeOffset? SentAt { get; init; }
    public required DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>When the effect was seen or given up.</summary>
    public required DateTimeOffset? EndedAt { get; init; }

    /// <summary>requested, sent, accepted, confirmed, rejected, not_supported, error, timed_out, offline or expired.</summary>
    public required string State { get; init; }

    /// <summary>The status of the charger's answer, in its own word.</summary>
    public required string? Status { get; init; }

    /// <summary>The outcome in plain words; null while there is none.</summary>
    public required string? Message { get; init; }

    /// <summary>What was sent.</summary>
    public required RawJson Request { get; init; }

    /// <summary>What came back.</summary>
    public required RawJson? Answer { get; init; }

    /// <summary>The unique id of its frame.</summary>
    public required string? UniqueId { get; init; }

    public static CommandContract From(CommandRow row, Fleet fleet) => new()
    {
        CommandId = row.Id,
        ChargePointId = fleet.Find(row.ChargePointKey)?.Id ?? $"#{row.ChargePointKey}",
        Action = row.Action,
        ConnectorId = row.ConnectorId,
        IdTag = row.IdTag,
        TransactionId = row.TransactionId,
        RequestedBy = row.RequestedBy,
        RequestedAt = row.RequestedAt,
        SentAt = row.SentAt,
        AnsweredAt = row.AnsweredAt,
        EndedAt = row.EndedAt,
        State = Words.Of(row.State),
        Status = row.AnswerStatus,
        Message = row.Message,
        Request = new RawJson(row.Request),
        Answer = RawJson.From(row.Answer),
        UniqueId = row.UniqueId,
    };
}
