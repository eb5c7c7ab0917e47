using ChargingConsole.Simulator.ChargePoints.Reserving;

namespace ChargingConsole.Simulator.ChargePoints;

/// <content>To whom it is promised.</content>
public sealed partial class VirtualConnector
{
    /// <summary>The reservation it is kept free for; null when there is none.</summary>
    internal Reservation? Reservation { get; private set; }

    /// <summary>Promises it by a reservation; only a free connector can be.</summary>
    internal bool TryReserve(Reservation reservation)
    {
        lock (_gate)
        {
            if (State != ConnectorState.Available)
            {
                return false;
            }

            Reservation = reservation;
            return true;
        }
    }

    /// <summary>Takes the promise back; false when it is not, or no longer, by this reservation.</summary>
    internal bool Release(Reservation reservation)
    {
        lock (_gate)
        {
            if (Reservation != reservation)
            {
                return false;
            }

            Reservation = null;
            return true;
        }
    }
}
