using ChargingConsole.Simulator.Protocol;

namespace ChargingConsole.Simulator.ChargePoints.Obeying;

/// <summary>Replaces or changes the local authorisation list (OCPP 1.6 §5.15).</summary>
internal static class SendLocalList
{
    public static Obeyed Take(VirtualChargePoint chargePoint, InboundCall call)
    {
        if (call.Number("listVersion") is not { } version || call.Text("updateType") is not { } type)
        {
            return Obeyed.Missing("listVersion and updateType");
        }

        return type is "Full" or "Differential"
            ? Obeyed.With(chargePoint.Authorisation.List.Update(version, type == "Full", call.Payload.Children("localAuthorizationList") ?? []))
            : Obeyed.Impossible("updateType", type);
    }
}
