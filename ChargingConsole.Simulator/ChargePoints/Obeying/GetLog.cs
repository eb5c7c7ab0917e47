using System.Text.Json.Nodes;
using ChargingConsole.Simulator.ChargePoints.Files;
using ChargingConsole.Simulator.Protocol;

namespace ChargingConsole.Simulator.ChargePoints.Obeying;

/// <summary>Uploads the diagnostics or the security log (security extension).</summary>
internal static class GetLog
{
    public static Obeyed Take(VirtualChargePoint chargePoint, InboundCall call)
    {
        if (call.Number("requestId") is not { } id || call.Text("logType") is not { } type
            || call.Child("log") is not { } log || log.Text("remoteLocation") is not { } location)
        {
            return Obeyed.Missing("logType, requestId and log with remoteLocation");
        }

        if (type is not ("DiagnosticsLog" or "SecurityLog"))
        {
            return Obeyed.Impossible("logType", type);
        }

        var file = chargePoint.Diary.Write(chargePoint, log.Time("oldestTimestamp"), log.Time("latestTimestamp"), type == "SecurityLog");
        if (file is null)
        {
            return Obeyed.With("Rejected");
        }

        var order = new UploadOrder
        {
            Location = location,
            FileName = chargePoint.NameFile(type == "SecurityLog" ? "security" : "diagnostics"),
            File = file,
            Retries = call.Number("retries") ?? 0,
            RetryInterval = TimeSpan.FromSeconds(Math.Max(0, call.Number("retryInterval") ?? 0)),
            RequestId = id,
        };
        var answer = new JsonObject
        {
            ["status"] = chargePoint.Logs.IsUnderWay ? "AcceptedCanceled" : "Accepted",
            ["filename"] = order.FileName,
        };
        return Obeyed.With(answer, stop => chargePoint.Logs.RunAsync(order, stop));
    }
}
