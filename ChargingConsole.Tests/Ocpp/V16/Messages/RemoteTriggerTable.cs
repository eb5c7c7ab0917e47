namespace ChargingConsole.Tests.Ocpp.V16.Messages;

/// <summary>The messages of the remote trigger profile.</summary>
internal static class RemoteTriggerTable
{
    public static Message[] Messages { get; } =
    [
        new("TriggerMessageRequest", Way.ToCharger, """
            requestedMessage*: BootNotification|DiagnosticsStatusNotification|FirmwareStatusNotification|Heartbeat|MeterValues
                |StatusNotification
            connectorId: integer>=0
            """),
        new("TriggerMessageResponse", Way.ToCharger, """
            status*: Accepted|Rejected|NotImplemented
            """),
    ];
}
