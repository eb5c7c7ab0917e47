namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>"The Central System can request a Charge Point to stop a transaction" (OCPP 1.6 §5.12, §6.35).</summary>
public sealed record RemoteStopTransactionRequest : OcppPayload, IOcppRequest
{
    /// <inheritdoc/>
    public static string Action => "RemoteStopTransaction";

    /// <summary>The transaction to stop.</summary>
    public int? TransactionId { get; init; }

    void IOcppRequest.Check(ref Constraints constraints)
    {
        constraints.Required(TransactionId, "transactionId");
        constraints.Unknown(this);
    }
}
