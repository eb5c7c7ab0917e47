namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>"The Central System can request a Charge Point to start a transaction" (OCPP 1.6 §5.11, §6.33).</summary>
public sealed record RemoteStartTransactionRequest : OcppPayload, IOcppRequest
{
    /// <inheritdoc/>
    public static string Action => "RemoteStartTransaction";

    /// <summary>The connector, from 1; absent when the charge point may choose.</summary>
    public int? ConnectorId { get; init; }

    /// <summary>The tag to start with; at most 20 characters.</summary>
    public string? IdTag { get; init; }

    void IOcppRequest.Check(ref Constraints constraints)
    {
        constraints.Minimum(ConnectorId, 1, "connectorId");
        constraints.Required(IdTag, "idTag");
        constraints.MaxLength(IdTag, 20, "idTag");
        constraints.Unknown(this);
    }
}
