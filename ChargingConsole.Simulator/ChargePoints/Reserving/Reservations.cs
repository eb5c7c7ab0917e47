namespace ChargingConsole.Simulator.ChargePoints.Reserving;

/// <summary>The reservations of a charge point (OCPP 1.6 §5.13): one for a connector, and any number for connector 0 while connectors are free.</summary>
internal sealed class Reservations(VirtualChargePoint chargePoint)
{
    private readonly Lock _gate = new();
    private readonly List<Reservation> _anywhere = [];

    /// <summary>Gives the status of ReserveNow.conf: Accepted, Faulted, Occupied, Rejected or Unavailable.</summary>
    public string Reserve(Reservation reservation)
    {
        if (reservation.Expiry <= chargePoint.Clock.GetUtcNow())
        {
            return "Rejected";
        }

        lock (_gate)
        {
            // A known id replaces its reservation; should that fail, the old one stays.
            var replaced = Remove(reservation.Id);
            var status = reservation.ConnectorId == 0 ? ReserveAnywhere(reservation) : ReserveAt(reservation);
            if (status != "Accepted" && replaced is not null)
            {
                Restore(replaced);
            }

            return status;
        }
    }

    /// <summary>False when there is no such reservation.</summary>
    public bool Cancel(int id)
    {
        lock (_gate)
        {
            return Remove(id) is not null;
        }
    }

    /// <summary>Whether nobody else is promised the connector, and with which reservation the tag charges there.</summary>
    public (bool MayCharge, Reservation? Reservation) Check(VirtualConnector at, string idTag, string? parent)
    {
        lock (_gate)
        {
            if (at.Reservation is { } here)
            {
                return (here.Allows(idTag, parent), here);
            }

            var anywhere = _anywhere.Find(reservation => reservation.Allows(idTag, parent));
            // The last free connector is kept for those who reserved any.
            return (anywhere is not null || FreeConnectors(except: at) >= _anywhere.Count, anywhere);
        }
    }

    /// <summary>Ends the reservation because it expired or was used; false when it is gone already.</summary>
    public bool End(Reservation reservation)
    {
        lock (_gate)
        {
            return _anywhere.Remove(reservation) || chargePoint.Find(reservation.ConnectorId)?.Release(reservation) == true;
        }
    }

    private string ReserveAt(Reservation reservation)
    {
        if (chargePoint.Find(reservation.ConnectorId) is not { } connector)
        {
            return "Rejected";
        }

        return connector.TryReserve(reservation) ? "Accepted" : Word(connector.State);
    }

    private string ReserveAnywhere(Reservation reservation)
    {
        if (!chargePoint.Configuration.IsTrue("ReserveConnectorZeroSupported"))
        {
            return "Rejected";
        }

        if (FreeConnectors(except: null) <= _anywhere.Count)
        {
            var states = chargePoint.Connectors.Select(connector => Word(connector.State)).Distinct().ToArray();
            return states is [var only] ? only : "Occupied";
        }

        _anywhere.Add(reservation);
        return "Accepted";
    }

    private static string Word(ConnectorState state) => state switch
    {
        ConnectorState.Faulted => "Faulted",
        ConnectorState.Unavailable => "Unavailable",
        _ => "Occupied",
    };

    private int FreeConnectors(VirtualConnector? except) =>
        chargePoint.Connectors.Count(connector => connector != except && connector.State == ConnectorState.Available);

    private Reservation? Remove(int? id)
    {
        if (id is null)
        {
            return null;
        }

        if (_anywhere.Find(reservation => reservation.Id == id) is { } anywhere)
        {
            _anywhere.Remove(anywhere);
            return anywhere;
        }

        var at = chargePoint.Connectors.FirstOrDefault(connector => connector.Reservation?.Id == id);
        return at?.Reservation is { } here && at.Release(here) ? here : null;
    }

    private void Restore(Reservation reservation)
    {
        if (reservation.ConnectorId == 0)
        {
            _anywhere.Add(reservation);
        }
        else
        {
            chargePoint.Find(reservation.ConnectorId)!.TryReserve(reservation);
        }
    }
}
