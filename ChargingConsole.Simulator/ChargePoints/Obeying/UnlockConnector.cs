using ChargingConsole.Simulator.Protocol;

namespace ChargingConsole.Simulator.ChargePoints.Obeying;

/// <summary>Unlocks a connector; a transaction there ends first (OCPP 1.6 §5.18).</summary>
internal static class UnlockConnector
{
    public static Obeyed Take(VirtualChargePoint chargePoint, InboundCall call)
    {
        if (call.Number("connectorId") is not { } id)
        {
            return Obeyed.Missing("connectorId");
        }

        if (chargePoint.Find(id) is not { } connector)
        {
            return Obeyed.With("NotSupported");
        }

        return Obeyed.With(
            chargePoint.Fails(ChargePointFailures.Unlock) ? "UnlockFailed" : "Unlocked",
            stop => chargePoint.StopChargingAsync(connector.Id, "UnlockCommand", stop));
    }
}
