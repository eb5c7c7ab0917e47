namespace ChargingConsole.Auth.Keys;

/// <summary>An API key. The key itself is kept nowhere; a revoked one stays, so that the record knows whose it was.</summary>
internal sealed class ApiKeyRow
{
    /// <summary>Its number.</summary>
    public int Id { get; init; }

    /// <summary>Whose it is; no two have the same, revoked ones included.</summary>
    public required string Name { get; init; }

    /// <summary>What it may do.</summary>
    public required AccessScope Scope { get; init; }

    /// <summary>The SHA-256 of the key, in hexadecimal. A key is 256 random bits, so that a plain hash serves.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The key's first characters, by which people tell keys apart.</summary>
    public required string Hint { get; init; }

    /// <summary>The id tags of a driver's or partner's key, one a line; null for none of its own.</summary>
    public string? IdTags { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who made it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When it ends by itself, UTC; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was used last, UTC, exact to a minute; null before the first time.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    /// <summary>When it was revoked, UTC.</summary>
    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>Who revoked it.</summary>
    public string? RevokedBy { get; set; }

    /// <summary>Whether it opens anything at a time.</summary>
    public bool IsGoodAt(DateTimeOffset now) => RevokedAt is null && !(ExpiresAt <= now);

    /// <summary>The id tags.</summary>
    public IReadOnlyList<string> Tags => IdTags?.Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? [];
}
