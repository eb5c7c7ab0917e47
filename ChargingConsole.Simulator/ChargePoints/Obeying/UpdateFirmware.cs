using System.Text.Json.Nodes;
using ChargingConsole.Simulator.ChargePoints.Files;
using ChargingConsole.Simulator.Protocol;

namespace ChargingConsole.Simulator.ChargePoints.Obeying;

/// <summary>Downloads and installs a firmware (OCPP 1.6 §5.19).</summary>
internal static class UpdateFirmware
{
    public static Obeyed Take(VirtualChargePoint chargePoint, InboundCall call)
    {
        if (call.Text("location") is not { } location || call.Time("retrieveDate") is not { } retrieveAt)
        {
            return Obeyed.Missing("location and retrieveDate");
        }

        var order = new FirmwareOrder
        {
            Location = location,
            RetrieveAt = retrieveAt,
            Retries = call.Number("retries") ?? 0,
            RetryInterval = TimeSpan.FromSeconds(Math.Max(0, call.Number("retryInterval") ?? 0)),
        };
        return Obeyed.With(new JsonObject(), stop => chargePoint.Firmware.RunAsync(order, stop));
    }
}
