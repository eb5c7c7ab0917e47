using ChargingConsole.Simulator.Protocol;

namespace ChargingConsole.Simulator.ChargePoints.Obeying;

/// <summary>Takes charging profiles out by id or by what they have in common (OCPP 1.6 §5.5).</summary>
internal static class ClearChargingProfile
{
    public static Obeyed Take(VirtualChargePoint chargePoint, InboundCall call) =>
        chargePoint.Profiles.Clear(call.Number("id"), call.Number("connectorId"), call.Text("chargingProfilePurpose"), call.Number("stackLevel"))
            ? Obeyed.With("Accepted", chargePoint.ReportChangesAsync)
            : Obeyed.With("Unknown");
}
