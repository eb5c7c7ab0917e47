namespace ChargingConsole.Core.IdTags;

/// <summary>What a driver presents. Immutable: a change is a new row.</summary>
public sealed record IdTagRow
{
    /// <summary>The tag as stored; compared without regard to case and surrounding space.</summary>
    public required string IdTag { get; init; }

    /// <summary>The parent (group).</summary>
    public string? ParentIdTag { get; init; }

    /// <summary>What to answer when nothing else speaks against it: Accepted, Blocked, Expired or Invalid.</summary>
    public string Status { get; init; } = IdTagStatus.Accepted;

    /// <summary>When it ends, UTC.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>How many transactions it may have at once; null for no limit.</summary>
    public int? MaxActiveTransactions { get; init; }

    /// <summary>The identities of the charge points it may be used at, one a line; null for all. A tag without a list of its own follows that of its group.</summary>
    public string? Chargers { get; init; }

    /// <summary>A note for operators.</summary>
    public string? Note { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The status with the expiry reckoned in.</summary>
    public string StatusAt(DateTimeOffset now) => Status == IdTagStatus.Accepted && ExpiresAt <= now ? IdTagStatus.Expired : Status;
}

/// <summary>The answers to an authorisation (OCPP 1.6 §7.2).</summary>
public static class IdTagStatus
{
    /// <summary>May charge.</summary>
    public const string Accepted = "Accepted";
    /// <summary>Is blocked.</summary>
    public const string Blocked = "Blocked";
    /// <summary>Has expired.</summary>
    public const string Expired = "Expired";
    /// <summary>Is unknown.</summary>
    public const string Invalid = "Invalid";
    /// <summary>Is charging elsewhere and may not twice.</summary>
    public const string ConcurrentTx = "ConcurrentTx";
}
