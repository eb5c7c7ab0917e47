namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>"The Charge Point SHALL send a StartTransaction.req PDU to the Central System to inform about a transaction that has been started" (OCPP 1.6 §4.8, §6.45).</summary>
public sealed record StartTransactionRequest : OcppPayload, IOcppRequest
{
    /// <inheritdoc/>
    public static string Action => "StartTransaction";

    /// <summary>The connector, from 1.</summary>
    public long? ConnectorId { get; init; }

    /// <summary>The tag that started; at most 20 characters.</summary>
    public string? IdTag { get; init; }

    /// <summary>The register at the start in Wh.</summary>
    public long? MeterStart { get; init; }

    /// <summary>The reservation that ends with this transaction.</summary>
    public long? ReservationId { get; init; }

    /// <summary>When it started.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    void IOcppRequest.Check(ref Constraints constraints)
    {
        constraints.Required(ConnectorId, "connectorId");
        constraints.Minimum(ConnectorId, 1, "connectorId");
        constraints.Required(IdTag, "idTag");
        constraints.MaxLength(IdTag, 20, "idTag");
        constraints.Required(MeterStart, "meterStart");
        constraints.Required(Timestamp, "timestamp");
        constraints.Unknown(this);
    }
}

/// <summary>The answer to <see cref="StartTransactionRequest"/> (OCPP 1.6 §6.46).</summary>
public sealed record StartTransactionResponse
{
    /// <summary>Whether the tag may charge.</summary>
    public required IdTagInfo IdTagInfo { get; init; }

    /// <summary>The transaction's id, given by the central system.</summary>
    public required int TransactionId { get; init; }
}
