namespace ChargingConsole.Auth.Accounts;

/// <summary>One browser that is signed in: what its cookie stands for. Without the row the cookie is worth nothing.</summary>
internal sealed class SignInRow
{
    /// <summary>The SHA-256 of what the cookie holds, in hexadecimal.</summary>
    public required string Id { get; init; }

    /// <summary>Whose it is; null for a sign-in with an access key.</summary>
    public int? UserId { get; init; }

    /// <summary>The authentication ticket, encrypted.</summary>
    public required byte[] Ticket { get; set; }

    /// <summary>What the browser says it is.</summary>
    public string? UserAgent { get; set; }

    /// <summary>The address it was seen at last.</summary>
    public string? Address { get; set; }

    /// <summary>When they signed in, UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was seen last, UTC; exact to a minute.</summary>
    public DateTimeOffset LastSeenAt { get; set; }

    /// <summary>When it ends by itself, UTC.</summary>
    public DateTimeOffset ExpiresAt { get; set; }
}
