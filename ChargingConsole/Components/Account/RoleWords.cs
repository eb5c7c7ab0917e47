using ChargingConsole.Auth;
using ChargingConsole.Resources;

namespace ChargingConsole.Components.Account;

/// <summary>What roles are called on screens, as keys of their translation.</summary>
internal static class RoleWords
{
    /// <summary>The word.</summary>
    public static string Of(AccessRole? role) => role switch
    {
        AccessRole.Administrator => Texts.Key("Administrator"),
        AccessRole.Operator => Texts.Key("Operator"),
        AccessRole.Viewer => Texts.Key("Viewer"),
        _ => Texts.Key("Driver"),
    };

    /// <summary>What the role may do.</summary>
    public static string Meaning(AccessRole role) => role switch
    {
        AccessRole.Administrator => Texts.Key("manages users, keys and settings"),
        AccessRole.Operator => Texts.Key("acts on chargers and sessions"),
        _ => Texts.Key("sees everything and changes nothing"),
    };
}
