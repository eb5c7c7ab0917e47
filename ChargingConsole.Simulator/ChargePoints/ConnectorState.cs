namespace ChargingConsole.Simulator.ChargePoints;

/// <summary>The states of a connector, as OCPP 1.6 §7.7 spells them.</summary>
public enum ConnectorState
{
    /// <summary>Free.</summary>
    Available,
    /// <summary>Plugged in or promised to somebody, not charging yet.</summary>
    Preparing,
    /// <summary>Energy flows.</summary>
    Charging,
    /// <summary>A transaction runs and the charge point lets nothing through.</summary>
    SuspendedEVSE,
    /// <summary>A transaction runs and the car takes nothing.</summary>
    SuspendedEV,
    /// <summary>The transaction is over and the cable still plugged in.</summary>
    Finishing,
    /// <summary>Promised to a tag by a reservation.</summary>
    Reserved,
    /// <summary>Taken out of service.</summary>
    Unavailable,
    /// <summary>Out of order.</summary>
    Faulted,
}
