namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>Status of an id tag as told to a charge point (OCPP 1.6 §7.27).</summary>
public sealed record IdTagInfo
{
    /// <summary>When the tag should leave the authorisation cache, UTC.</summary>
    public DateTimeOffset? ExpiryDate { get; init; }

    /// <summary>The parent (group) of the tag.</summary>
    public string? ParentIdTag { get; init; }

    /// <summary>Accepted, Blocked, Expired, Invalid or ConcurrentTx.</summary>
    public required string Status { get; init; }
}
