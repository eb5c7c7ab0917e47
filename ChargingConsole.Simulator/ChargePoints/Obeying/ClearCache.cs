using ChargingConsole.Simulator.Protocol;

namespace ChargingConsole.Simulator.ChargePoints.Obeying;

/// <summary>Empties the authorisation cache (OCPP 1.6 §5.4).</summary>
internal static class ClearCache
{
    public static Obeyed Take(VirtualChargePoint chargePoint, InboundCall call) =>
        Obeyed.With(chargePoint.Authorisation.Cache.TryClear() ? "Accepted" : "Rejected");
}
