using System.Text.Json.Nodes;
using ChargingConsole.Simulator.Protocol;

namespace ChargingConsole.Simulator.ChargePoints.Obeying;

/// <summary>The version of the local authorisation list (OCPP 1.6 §5.10).</summary>
internal static class GetLocalListVersion
{
    public static Obeyed Take(VirtualChargePoint chargePoint, InboundCall call) =>
        Obeyed.With(new JsonObject { ["listVersion"] = chargePoint.Authorisation.List.Version });
}
