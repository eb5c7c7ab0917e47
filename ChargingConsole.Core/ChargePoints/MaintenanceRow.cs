namespace ChargingConsole.Core.ChargePoints;

/// <summary>The latest maintenance of a charge point. Immutable: a change is a new row.</summary>
public sealed record MaintenanceRow
{
    /// <summary>The charge point.</summary>
    public required int ChargePointKey { get; init; }

    /// <summary>Why, in the operator's words.</summary>
    public required string Reason { get; init; }

    /// <summary>Since when, UTC.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Who began it.</summary>
    public required string By { get; init; }

    /// <summary>When it was ended, UTC.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Who ended it.</summary>
    public string? EndedBy { get; init; }

    /// <summary>What the charge point has still to be told (OCPP 1.6 §5.2).</summary>
    public OwedAvailability Owed { get; init; }

    /// <summary>What it answered when it was told to go out of operation: Accepted, Scheduled or Rejected; null when it was not told.</summary>
    public string? Answer { get; init; }

    /// <summary>Whether it lasts.</summary>
    public bool IsOn => EndedAt is null;

    /// <summary>Whether the charge point agreed to go out of operation.</summary>
    public bool IsOutOfOperation => Answer is "Accepted" or "Scheduled";
}

/// <summary>An availability that a charge point has still to be told.</summary>
public enum OwedAvailability : byte
{
    /// <summary>None.</summary>
    None = 0,
    /// <summary>Out of operation.</summary>
    Inoperative = 1,
    /// <summary>In operation again.</summary>
    Operative = 2,
}
