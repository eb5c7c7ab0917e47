using ChargingConsole.Simulator.Protocol;

namespace ChargingConsole.Simulator.ChargePoints.Obeying;

/// <summary>Sends a message that the central system wants now (OCPP 1.6 §5.17).</summary>
internal static class TriggerMessage
{
    public static Obeyed Take(VirtualChargePoint chargePoint, InboundCall call)
    {
        if (call.Text("requestedMessage") is not { } message)
        {
            return Obeyed.Missing("requestedMessage");
        }

        var hasFirmware = chargePoint.Description.Features.HasFlag(ChargePointFeatures.FirmwareManagement);
        return message switch
        {
            "FirmwareStatusNotification" when hasFirmware => Obeyed.With("Accepted", chargePoint.Firmware.TellAsync),
            "DiagnosticsStatusNotification" when hasFirmware => Obeyed.With("Accepted", chargePoint.Diagnostics.TellAsync),
            _ => Common(chargePoint, message, call.Number("connectorId")),
        };
    }

    /// <summary>The messages that both kinds of trigger may name.</summary>
    public static Obeyed Common(VirtualChargePoint chargePoint, string message, int? id)
    {
        if (id is not null and not 0 && chargePoint.Find(id) is null)
        {
            return Obeyed.With("Rejected");
        }

        var connectors = chargePoint.Find(id) is { } one ? [one] : chargePoint.Connectors;
        return message switch
        {
            "BootNotification" => Obeyed.With("Accepted", stop => chargePoint.BootAsync(stop)),
            "Heartbeat" => Obeyed.With("Accepted", stop => chargePoint.HeartbeatAsync(stop)),
            "StatusNotification" => Obeyed.With("Accepted", stop => EachAsync(
                id is null or 0 ? connectors.Prepend(chargePoint.Station) : connectors,
                connector => chargePoint.ReportAsync(connector, stop, evenIfKnown: true))),
            "MeterValues" => Obeyed.With("Accepted", stop => EachAsync(
                connectors, connector => chargePoint.SendMeterValuesAsync(connector.Id, "Trigger", stop))),
            _ => Obeyed.With("NotImplemented"),
        };
    }

    private static async Task EachAsync(IEnumerable<VirtualConnector> connectors, Func<VirtualConnector, Task> send)
    {
        foreach (var connector in connectors)
        {
            await send(connector).ConfigureAwait(false);
        }
    }
}
