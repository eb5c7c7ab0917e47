using ChargingConsole.Simulator.Protocol;

namespace ChargingConsole.Simulator.ChargePoints.Obeying;

/// <summary>Sends a message that the central system wants now, also of the security extension.</summary>
internal static class ExtendedTriggerMessage
{
    public static Obeyed Take(VirtualChargePoint chargePoint, InboundCall call) => call.Text("requestedMessage") switch
    {
        null => Obeyed.Missing("requestedMessage"),
        "FirmwareStatusNotification" => Obeyed.With("Accepted", chargePoint.Firmware.TellSignedAsync),
        "LogStatusNotification" => Obeyed.With("Accepted", chargePoint.Logs.TellAsync),
        "SignChargePointCertificate" => Obeyed.With("Accepted", chargePoint.OwnCertificate.RequestAsync),
        { } message => TriggerMessage.Common(chargePoint, message, call.Number("connectorId")),
    };
}
