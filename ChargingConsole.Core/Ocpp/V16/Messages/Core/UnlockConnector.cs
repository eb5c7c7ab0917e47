using ChargingConsole.Core.Ocpp.V16.Shapes;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Member;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Rules;

namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>Asks a charge point to release the cable (OCPP 1.6 §5.18, §6.53).</summary>
public sealed record UnlockConnectorRequest : OcppPayload, IOutboundRequest
{
    /// <inheritdoc/>
    public static string Action => "UnlockConnector";

    /// <summary>The connector, from 1.</summary>
    public required int ConnectorId { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Required("connectorId", Integer(minimum: 1)));
}

/// <summary>The answer to <see cref="UnlockConnectorRequest"/> (OCPP 1.6 §6.54).</summary>
public sealed record UnlockConnectorResponse : OcppPayload, IShaped
{
    /// <summary>Unlocked, UnlockFailed or NotSupported; kept as it came.</summary>
    public string? Status { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Required("status", OneOf("Unlocked", "UnlockFailed", "NotSupported")));
}
