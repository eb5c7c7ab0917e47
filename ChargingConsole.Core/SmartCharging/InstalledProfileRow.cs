namespace ChargingConsole.Core.SmartCharging;

/// <summary>
/// A charging profile that a charge point accepted. A charge point holds one for each connector, purpose and
/// stack level (OCPP 1.6 §3.13.2), which is the key. Immutable: a change is a new row.
/// </summary>
public sealed record InstalledProfileRow
{
    /// <summary>The charge point.</summary>
    public required int ChargePointKey { get; init; }

    /// <summary>The connector; 0 is the charge point itself.</summary>
    public required int ConnectorId { get; init; }

    /// <summary>What it is for.</summary>
    public required ProfilePurpose Purpose { get; init; }

    /// <summary>Its stack level.</summary>
    public required int StackLevel { get; init; }

    /// <summary>The chargingProfileId it was installed with.</summary>
    public required int ProfileId { get; init; }

    /// <summary>The session it belongs to; null for other purposes, and for one that came with a remote start.</summary>
    public int? TransactionId { get; init; }

    /// <summary>The profile as OCPP JSON without an id.</summary>
    public required string Profile { get; init; }

    /// <summary>When it was accepted, UTC.</summary>
    public required DateTimeOffset InstalledAt { get; init; }

    /// <summary>The command that installed it.</summary>
    public required long CommandId { get; init; }

    internal bool IsSlotOf(InstalledProfileRow other) =>
        (ConnectorId, Purpose, StackLevel) == (other.ConnectorId, other.Purpose, other.StackLevel);
}
