using ChargingConsole.Core.Ocpp.V16.Shapes;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Member;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Rules;

namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>Asks a charge point to start a transaction (OCPP 1.6 §5.11, §6.33).</summary>
public sealed record RemoteStartTransactionRequest : OcppPayload, IOutboundRequest
{
    /// <inheritdoc/>
    public static string Action => "RemoteStartTransaction";

    /// <summary>The connector, from 1; absent when the charge point may choose.</summary>
    public int? ConnectorId { get; init; }

    /// <summary>The tag to start with; at most 20 characters.</summary>
    public required string IdTag { get; init; }

    /// <summary>The profile to charge by, of purpose TxProfile.</summary>
    public ChargingProfile? ChargingProfile { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Optional("connectorId", Integer(minimum: 1)),
        Required("idTag", Text(20)),
        Optional("chargingProfile", Object<ChargingProfile>()));
}

/// <summary>The answer to <see cref="RemoteStartTransactionRequest"/> (OCPP 1.6 §6.34).</summary>
public sealed record RemoteStartTransactionResponse : OcppPayload, IShaped
{
    /// <summary>Accepted or Rejected; kept as it came.</summary>
    public string? Status { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Required("status", OneOf("Accepted", "Rejected")));
}
