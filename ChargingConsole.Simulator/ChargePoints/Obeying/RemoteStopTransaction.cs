using ChargingConsole.Simulator.Protocol;

namespace ChargingConsole.Simulator.ChargePoints.Obeying;

/// <summary>Stops a running transaction (OCPP 1.6 §5.12).</summary>
internal static class RemoteStopTransaction
{
    public static Obeyed Take(VirtualChargePoint chargePoint, InboundCall call)
    {
        if (call.Number("transactionId") is not { } id)
        {
            return Obeyed.Missing("transactionId");
        }

        var connector = chargePoint.Connectors.FirstOrDefault(candidate => candidate.Transaction?.TransactionId == id);
        return connector is null
            ? Obeyed.With("Rejected")
            : Obeyed.With("Accepted", stop => chargePoint.StopChargingAsync(connector.Id, "Remote", stop));
    }
}
