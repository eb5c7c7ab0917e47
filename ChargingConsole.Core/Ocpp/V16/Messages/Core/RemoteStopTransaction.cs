using ChargingConsole.Core.Ocpp.V16.Shapes;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Member;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Rules;

namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>Asks a charge point to stop a transaction (OCPP 1.6 §5.12, §6.35).</summary>
public sealed record RemoteStopTransactionRequest : OcppPayload, IOutboundRequest
{
    /// <inheritdoc/>
    public static string Action => "RemoteStopTransaction";

    /// <summary>The transaction to stop.</summary>
    public required int TransactionId { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Required("transactionId", Integer()));
}

/// <summary>The answer to <see cref="RemoteStopTransactionRequest"/> (OCPP 1.6 §6.36).</summary>
public sealed record RemoteStopTransactionResponse : OcppPayload, IShaped
{
    /// <summary>Accepted or Rejected; kept as it came.</summary>
    public string? Status { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Required("status", OneOf("Accepted", "Rejected")));
}
