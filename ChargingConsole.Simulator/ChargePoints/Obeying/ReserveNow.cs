using ChargingConsole.Simulator.ChargePoints.Reserving;
using ChargingConsole.Simulator.Protocol;

namespace ChargingConsole.Simulator.ChargePoints.Obeying;

/// <summary>Keeps a connector, or any with connector 0, for a tag (OCPP 1.6 §5.13).</summary>
internal static class ReserveNow
{
    public static Obeyed Take(VirtualChargePoint chargePoint, InboundCall call)
    {
        if (call.Number("connectorId") is not { } connector || call.Number("reservationId") is not { } id
            || call.Text("idTag") is not { } idTag || call.Time("expiryDate") is not { } expiry)
        {
            return Obeyed.Missing("connectorId, expiryDate, idTag and reservationId");
        }

        var reservation = new Reservation(id, connector, idTag, call.Text("parentIdTag"), expiry);
        var status = chargePoint.Reservations.Reserve(reservation);
        return status == "Accepted" ? Obeyed.With(status, stop => chargePoint.KeepAsync(reservation, stop)) : Obeyed.With(status);
    }
}
