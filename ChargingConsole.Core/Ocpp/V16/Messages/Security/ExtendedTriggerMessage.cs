using ChargingConsole.Core.Ocpp.V16.Shapes;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Member;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Rules;

namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>Asks a charge point to send a message now, those of the security extension too (security white paper for OCPP 1.6, ExtendedTriggerMessage.req).</summary>
public sealed record ExtendedTriggerMessageRequest : OcppPayload, IOutboundRequest
{
    /// <inheritdoc/>
    public static string Action => "ExtendedTriggerMessage";

    /// <summary>The message: BootNotification, LogStatusNotification, FirmwareStatusNotification, Heartbeat, MeterValues, SignChargePointCertificate or StatusNotification.</summary>
    public required string RequestedMessage { get; init; }

    /// <summary>The connector it is about; all of them when absent.</summary>
    public int? ConnectorId { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Required("requestedMessage", OneOf("BootNotification", "LogStatusNotification", "FirmwareStatusNotification", "Heartbeat", "MeterValues", "SignChargePointCertificate", "StatusNotification")),
        Optional("connectorId", Integer(minimum: 0)));
}

/// <summary>The answer to <see cref="ExtendedTriggerMessageRequest"/> (security white paper for OCPP 1.6, ExtendedTriggerMessage.conf).</summary>
public sealed record ExtendedTriggerMessageResponse : OcppPayload, IShaped
{
    /// <summary>Accepted, Rejected or NotImplemented; kept as it came.</summary>
    public string? Status { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Required("status", OneOf("Accepted", "Rejected", "NotImplemented")));
}
