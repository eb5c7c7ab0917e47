using System.Text.Json.Nodes;
using ChargingConsole.Simulator.Protocol;

namespace ChargingConsole.Simulator.ChargePoints.Obeying;

/// <summary>The root certificates of one use, by their hashes (security extension).</summary>
internal static class GetInstalledCertificateIds
{
    public static Obeyed Take(VirtualChargePoint chargePoint, InboundCall call)
    {
        if (call.Text("certificateType") is not { } use)
        {
            return Obeyed.Missing("certificateType");
        }

        var ids = chargePoint.Certificates.Ids(use);
        return ids.Count == 0
            ? Obeyed.With("NotFound")
            : Obeyed.With(new JsonObject { ["status"] = "Accepted", ["certificateHashData"] = ids });
    }
}
