namespace ChargingConsole.Simulator.ChargePoints;

/// <summary>What kind of thing happened.</summary>
public enum ChargePointEventKind
{
    /// <summary>The connection opened.</summary>
    Connected,
    /// <summary>The connection ended.</summary>
    Disconnected,
    /// <summary>BootNotification was answered.</summary>
    Booted,
    /// <summary>A connector's status was reported.</summary>
    Status,
    /// <summary>StartTransaction was answered.</summary>
    Started,
    /// <summary>A transaction ended at the charge point.</summary>
    Stopped,
    /// <summary>The central system called and was answered.</summary>
    Called,
    /// <summary>An event of the security extension.</summary>
    Security,
    /// <summary>Something did not go as it should.</summary>
    Trouble,
}

/// <summary>Something in the life of a charge point, for people to read.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="ChargePointId">Where.</param>
/// <param name="Kind">What kind.</param>
/// <param name="Text">In words, one line.</param>
public sealed record ChargePointEvent(DateTimeOffset At, string ChargePointId, ChargePointEventKind Kind, string Text);
