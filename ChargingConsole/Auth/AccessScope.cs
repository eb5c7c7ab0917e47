namespace ChargingConsole.Auth;

/// <summary>What a key may do. The first two see only what is their own; from Viewer on they are the roles, each including those before it.</summary>
internal enum AccessScope
{
    /// <summary>Charges: the sessions of its id tags, start and stop with these.</summary>
    Driver,
    /// <summary>Has others charge: the sessions it started, start and stop.</summary>
    Partner,
    /// <summary>Sees.</summary>
    Viewer,
    /// <summary>Acts on chargers and sessions.</summary>
    Operator,
    /// <summary>Manages users, keys and settings.</summary>
    Administrator,
}
