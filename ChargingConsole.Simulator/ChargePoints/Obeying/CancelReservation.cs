using ChargingConsole.Simulator.Protocol;

namespace ChargingConsole.Simulator.ChargePoints.Obeying;

/// <summary>Takes a reservation back (OCPP 1.6 §5.1).</summary>
internal static class CancelReservation
{
    public static Obeyed Take(VirtualChargePoint chargePoint, InboundCall call)
    {
        if (call.Number("reservationId") is not { } id)
        {
            return Obeyed.Missing("reservationId");
        }

        return chargePoint.Reservations.Cancel(id) ? Obeyed.With("Accepted", chargePoint.ReportChangesAsync) : Obeyed.With("Rejected");
    }
}
