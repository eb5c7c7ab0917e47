using System.Text.Json.Nodes;
using ChargingConsole.Simulator.ChargePoints.Files;
using ChargingConsole.Simulator.Protocol;

namespace ChargingConsole.Simulator.ChargePoints.Obeying;

/// <summary>Uploads what the charge point can tell about itself (OCPP 1.6 §5.9).</summary>
internal static class GetDiagnostics
{
    public static Obeyed Take(VirtualChargePoint chargePoint, InboundCall call)
    {
        if (call.Text("location") is not { } location)
        {
            return Obeyed.Missing("location");
        }

        // §5.9: without anything to tell there is no file name, and no upload.
        if (chargePoint.Diary.Write(chargePoint, call.Time("startTime"), call.Time("stopTime"), isSecurity: false) is not { } file)
        {
            return Obeyed.With(new JsonObject());
        }

        var order = new UploadOrder
        {
            Location = location,
            FileName = chargePoint.NameFile("diagnostics"),
            File = file,
            Retries = call.Number("retries") ?? 0,
            RetryInterval = TimeSpan.FromSeconds(Math.Max(0, call.Number("retryInterval") ?? 0)),
        };
        return Obeyed.With(new JsonObject { ["fileName"] = order.FileName }, stop => chargePoint.Diagnostics.RunAsync(order, stop));
    }
}
