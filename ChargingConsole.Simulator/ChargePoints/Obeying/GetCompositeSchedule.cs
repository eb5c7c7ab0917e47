using ChargingConsole.Simulator.ChargePoints.SmartCharging;
using ChargingConsole.Simulator.Protocol;

namespace ChargingConsole.Simulator.ChargePoints.Obeying;

/// <summary>What all profiles together allow (OCPP 1.6 §5.7).</summary>
internal static class GetCompositeSchedule
{
    private const int Week = 7 * 86_400;

    public static Obeyed Take(VirtualChargePoint chargePoint, InboundCall call)
    {
        if (call.Number("connectorId") is not { } id || call.Number("duration") is not { } duration)
        {
            return Obeyed.Missing("connectorId and duration");
        }

        var unit = call.Text("chargingRateUnit") ?? (ProfileReader.AllowsUnit(chargePoint.Configuration, "A") ? "A" : "W");
        if ((id != 0 && chargePoint.Find(id) is null) || duration is < 0 or > Week || !ProfileReader.AllowsUnit(chargePoint.Configuration, unit))
        {
            return Obeyed.With("Rejected");
        }

        return Obeyed.With(CompositeSchedule.Make(chargePoint, id, duration, unit));
    }
}
