using ChargingConsole.Core.Ocpp.V16.Shapes;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Member;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Rules;

namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>Asks a charge point to send a message now (OCPP 1.6 §5.17, §6.51).</summary>
public sealed record TriggerMessageRequest : OcppPayload, IOutboundRequest
{
    /// <inheritdoc/>
    public static string Action => "TriggerMessage";

    /// <summary>The message: BootNotification, DiagnosticsStatusNotification, FirmwareStatusNotification, Heartbeat, MeterValues or StatusNotification.</summary>
    public required string RequestedMessage { get; init; }

    /// <summary>The connector it is about; all of them when absent. The specification counts from 1, charge points understand 0 as themselves.</summary>
    public int? ConnectorId { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Required("requestedMessage", OneOf("BootNotification", "DiagnosticsStatusNotification", "FirmwareStatusNotification", "Heartbeat", "MeterValues", "StatusNotification")),
        Optional("connectorId", Integer(minimum: 0)));
}

/// <summary>The answer to <see cref="TriggerMessageRequest"/> (OCPP 1.6 §6.52).</summary>
public sealed record TriggerMessageResponse : OcppPayload, IShaped
{
    /// <summary>Accepted, Rejected or NotImplemented; kept as it came.</summary>
    public string? Status { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Required("status", OneOf("Accepted", "Rejected", "NotImplemented")));
}
