namespace ChargingConsole.Core.Reservations;

/// <summary>A reservation that a charge point accepted. Immutable: a change is a new row.</summary>
public sealed record ReservationRow
{
    /// <summary>The row's key; counts up, so that the newest is the highest.</summary>
    public required long Key { get; init; }

    /// <summary>The reservation's id as told to the charge point: above 0.</summary>
    public required int ReservationId { get; init; }

    /// <summary>The charge point.</summary>
    public required int ChargePointKey { get; init; }

    /// <summary>The connector; 0 leaves open which one.</summary>
    public required int ConnectorId { get; init; }

    /// <summary>For whom.</summary>
    public required string IdTag { get; init; }

    /// <summary>The group that may use it too.</summary>
    public string? ParentIdTag { get; init; }

    /// <summary>When it ends unused, UTC.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Where it stands.</summary>
    public required ReservationStatus Status { get; init; }

    /// <summary>When the charge point accepted it, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was cancelled, used or over, UTC.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The transaction that used it.</summary>
    public int? TransactionId { get; init; }

    /// <summary>The command that made it.</summary>
    public long? CommandId { get; init; }
}

/// <summary>Where a reservation stands.</summary>
public enum ReservationStatus : byte
{
    /// <summary>The charge point holds it.</summary>
    Accepted = 1,
    /// <summary>It was taken back.</summary>
    Cancelled = 2,
    /// <summary>Nobody came in time.</summary>
    Expired = 3,
    /// <summary>A session began with it.</summary>
    Used = 4,
}
