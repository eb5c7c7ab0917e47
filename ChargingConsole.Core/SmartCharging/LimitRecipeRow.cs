namespace ChargingConsole.Core.SmartCharging;

/// <summary>The form of limit that a charge point last took. Immutable: a change is a new row.</summary>
public sealed record LimitRecipeRow
{
    /// <summary>The charge point.</summary>
    public required int ChargePointKey { get; init; }

    /// <summary>What was to be limited.</summary>
    public required LimitSituation Situation { get; init; }

    /// <summary>The purpose that it took.</summary>
    public required ProfilePurpose Purpose { get; init; }

    /// <summary>Whether it took it on the connector itself, rather than on connector 0.</summary>
    public required bool OnConnector { get; init; }

    /// <summary>The unit that it took.</summary>
    public required RateUnit Unit { get; init; }

    /// <summary>The kind that it took.</summary>
    public required ProfileKind Kind { get; init; }

    /// <summary>When it last did, UTC.</summary>
    public required DateTimeOffset WorkedAt { get; init; }
}

/// <summary>What is to be limited.</summary>
public enum LimitSituation : byte
{
    /// <summary>A connector on which no session is open.</summary>
    Connector = 1,
    /// <summary>A connector on which a session is open.</summary>
    Session = 2,
    /// <summary>The charge point as a whole.</summary>
    WholeCharger = 3,
}
