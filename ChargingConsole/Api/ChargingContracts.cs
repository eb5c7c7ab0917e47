namespace ChargingConsole.Api;

/// <summary>A start as the mobile app asks for it.</summary>
internal sealed record StartRequest : ICheckedBody
{
    /// <summary>The charge point's identity.</summary>
    public string? ChargerId { get; init; }

    /// <summary>The connector, from 1; 1 when absent.</summary>
    public int? ConnectorId { get; init; }

    /// <summary>The tag to charge for, at most 20 characters; the app's own when absent.</summary>
    public string? IdTag { get; init; }

    void ICheckedBody.Check(Violations violations)
    {
        violations.Require(!string.IsNullOrWhiteSpace(ChargerId), "charger_id", "is required");
        violations.Require(ChargerId is not { Length: > 255 }, "charger_id", "is longer than 255 characters");
        violations.Require(IdTag is null || !string.IsNullOrWhiteSpace(IdTag), "id_tag", "is empty");
        violations.Require(IdTag is not { Length: > 20 }, "id_tag", "is longer than 20 characters");
    }
}

/// <summary>A stop as the mobile app asks for it.</summary>
internal sealed record StopRequest : ICheckedBody
{
    /// <summary>The session; 0 or absent when only the charger is known.</summary>
    public int? TransactionId { get; init; }

    /// <summary>Whose newest open session to stop when the transaction id is unknown.</summary>
    public string? ChargerId { get; init; }

    void ICheckedBody.Check(Violations violations) =>
        violations.Require(ChargerId is not { Length: > 255 }, "charger_id", "is longer than 255 characters");
}

/// <summary>The outcome of a start or stop; HTTP 200 also for a refusal, since the app shows <see cref="Message"/> only then.</summary>
/// <param name="Success">Whether the charger agreed, or may have.</param>
/// <param name="Message">The outcome in plain words.</param>
/// <param name="TransactionId">The session; 0 when it has not begun yet, null on failure.</param>
/// <param name="Code">The outcome as a stable word.</param>
/// <param name="CommandId">The recorded command; null when nothing was asked of the charger.</param>
internal sealed record ChargingAnswer(bool Success, string Message, int? TransactionId, string Code, long? CommandId = null)
{
    public static ChargingAnswer Refused(string code, string message, long? commandId = null) => new(false, message, null, code, commandId);
}
