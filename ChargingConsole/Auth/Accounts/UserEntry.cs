namespace ChargingConsole.Auth.Accounts;

/// <summary>A user as the users page shows them.</summary>
public sealed record UserEntry
{
    /// <summary>The number.</summary>
    public required int Id { get; init; }

    /// <summary>What people call them.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The e-mail address, which is the name in records.</summary>
    public required string Email { get; init; }

    /// <summary>The role in the console; null for a driver.</summary>
    public AccessRole? Role { get; init; }

    /// <summary>Whether the account is closed for the time being.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>Until when too many wrong tries keep it locked, UTC; null when they do not.</summary>
    public DateTimeOffset? LockedUntil { get; init; }

    /// <summary>Whether a password was chosen; without one the invitation is still open.</summary>
    public bool HasPassword { get; init; }

    /// <summary>Whether they sign in through another provider.</summary>
    public bool IsExternal { get; init; }

    /// <summary>Whether a second factor is on.</summary>
    public bool HasSecondFactor { get; init; }

    /// <summary>How many passkeys there are.</summary>
    public int Passkeys { get; init; }

    /// <summary>When they came in last, UTC.</summary>
    public DateTimeOffset? LastSignInAt { get; init; }
}
