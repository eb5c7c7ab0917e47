using ChargingConsole.Simulator.Protocol;

namespace ChargingConsole.Simulator.ChargePoints.Obeying;

/// <summary>Installs a charging profile (OCPP 1.6 §5.16).</summary>
internal static class SetChargingProfile
{
    public static Obeyed Take(VirtualChargePoint chargePoint, InboundCall call)
    {
        if (call.Number("connectorId") is not { } id || call.Child("csChargingProfiles") is not { } profile)
        {
            return Obeyed.Missing("connectorId and csChargingProfiles");
        }

        var status = chargePoint.Profiles.Install(id, profile);
        return Obeyed.With(status, status == "Accepted" ? chargePoint.ReportChangesAsync : null);
    }
}
