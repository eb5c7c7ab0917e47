namespace ChargingConsole.Auth;

/// <summary>What somebody may do; each role includes those before it.</summary>
public enum AccessRole
{
    /// <summary>Sees.</summary>
    Viewer,
    /// <summary>Acts on chargers and sessions.</summary>
    Operator,
    /// <summary>Manages users, keys and settings.</summary>
    Administrator,
}

/// <summary>The names of the policies; those that ask for a role have its name.</summary>
internal static class Policies
{
    /// <summary>Whoever is known, drivers and partners too. What is behind it has to keep these to what is theirs (<see cref="Reach"/>).</summary>
    public const string Own = nameof(Own);

    /// <summary>Whoever may start and stop: operators and administrators, and drivers and partners what is theirs (<see cref="Reach"/>).</summary>
    public const string Charging = nameof(Charging);

    /// <summary>Any role in the console; also what holds where nothing is said.</summary>
    public const string Viewer = nameof(AccessRole.Viewer);

    /// <summary>Operator or administrator.</summary>
    public const string Operator = nameof(AccessRole.Operator);

    /// <summary>Administrator.</summary>
    public const string Administrator = nameof(AccessRole.Administrator);
}
