using ChargingConsole.Simulator.Protocol;

namespace ChargingConsole.Simulator.ChargePoints.Obeying;

/// <summary>Takes a connector, or all with connector 0, out of service or back into it (OCPP 1.6 §5.2).</summary>
internal static class ChangeAvailability
{
    public static Obeyed Take(VirtualChargePoint chargePoint, InboundCall call)
    {
        if (call.Number("connectorId") is not { } id || call.Text("type") is not { } type)
        {
            return Obeyed.Missing("connectorId and type");
        }

        IReadOnlyList<VirtualConnector> connectors = id == 0
            ? [chargePoint.Station, .. chargePoint.Connectors]
            : chargePoint.Find(id) is { } one ? [one] : [];
        if (connectors.Count == 0 || type is not ("Operative" or "Inoperative"))
        {
            return Obeyed.With("Rejected");
        }

        foreach (var connector in connectors)
        {
            connector.SetOperative(type == "Operative");
        }

        var isLater = type == "Inoperative" && connectors.Any(connector => connector.Transaction is not null);
        return Obeyed.With(isLater ? "Scheduled" : "Accepted", chargePoint.ReportChangesAsync);
    }
}
