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

/// <summary>The names of the policies, which are those of the roles they ask for.</summary>
internal static class Policies
{
    /// <summary>Signed in, in any role.</summary>
    public const string Viewer = nameof(AccessRole.Viewer);

    /// <summary>Operator or administrator.</summary>
    public const string Operator = nameof(AccessRole.Operator);

    /// <summary>Administrator.</summary>
    public const string Administrator = nameof(AccessRole.Administrator);
}
