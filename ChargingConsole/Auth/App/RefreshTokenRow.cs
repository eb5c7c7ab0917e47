namespace ChargingConsole.Auth.App;

/// <summary>A refresh token of the app. The token itself is kept nowhere.</summary>
internal sealed class RefreshTokenRow
{
    /// <summary>Its number.</summary>
    public long Id { get; init; }

    /// <summary>The sign-in it descends from; revoked as one.</summary>
    public required string Family { get; init; }

    /// <summary>Whose it is.</summary>
    public required int UserId { get; init; }

    /// <summary>The user's security stamp at the sign-in; another one now means a new password, or signing out everywhere.</summary>
    public required string Stamp { get; init; }

    /// <summary>The SHA-256 of the token, in hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ends by itself, UTC.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was used first, UTC; null before.</summary>
    public DateTimeOffset? UsedAt { get; set; }

    /// <summary>Whether a later one of its family was used: whoever shows this one now has copied it.</summary>
    public bool IsSuperseded { get; set; }

    /// <summary>When the family was revoked, UTC.</summary>
    public DateTimeOffset? RevokedAt { get; set; }
}

/// <summary>An id tag that belongs to a user.</summary>
internal sealed class UserTagRow
{
    /// <summary>The tag, in capital letters; it belongs to one user.</summary>
    public required string Key { get; init; }

    /// <summary>The tag as it is spelled.</summary>
    public required string IdTag { get; init; }

    /// <summary>Whose it is.</summary>
    public required int UserId { get; init; }

    /// <summary>Whether it is the one that the app charges for.</summary>
    public bool IsDefault { get; set; }
}
