using System.Collections.Frozen;

namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>"When a transaction is stopped, the Charge Point SHALL send a StopTransaction.req PDU" (OCPP 1.6 §4.10, §6.49).</summary>
public sealed record StopTransactionRequest : OcppPayload, IOcppRequest
{
    private static readonly FrozenSet<string> s_reasons = FrozenSet.ToFrozenSet(
    [
        "EmergencyStop", "EVDisconnected", "HardReset", "Local", "Other", "PowerLoss", "Reboot", "Remote", "SoftReset", "UnlockCommand",
        "DeAuthorized",
    ]);

    /// <inheritdoc/>
    public static string Action => "StopTransaction";

    /// <summary>The tag that stopped; at most 20 characters.</summary>
    public string? IdTag { get; init; }

    /// <summary>The register at the end in Wh.</summary>
    public long? MeterStop { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>The transaction.</summary>
    public long? TransactionId { get; init; }

    /// <summary>Why it ended; Local when absent.</summary>
    public string? Reason { get; init; }

    /// <summary>Readings of the whole transaction.</summary>
    public MeterValue[]? TransactionData { get; init; }

    void IOcppRequest.Check(ref Constraints constraints)
    {
        constraints.MaxLength(IdTag, 20, "idTag");
        constraints.Required(MeterStop, "meterStop");
        constraints.Required(Timestamp, "timestamp");
        constraints.Required(TransactionId, "transactionId");
        constraints.OneOf(Reason, s_reasons, "reason");
        constraints.Unknown(this);
        foreach (var value in TransactionData ?? [])
        {
            value.Check(ref constraints);
        }
    }
}

/// <summary>The answer to <see cref="StopTransactionRequest"/> (OCPP 1.6 §6.50).</summary>
public sealed record StopTransactionResponse
{
    /// <summary>The status of the tag that stopped; absent when no tag was given.</summary>
    public IdTagInfo? IdTagInfo { get; init; }
}
