using System.Security.Claims;
using ChargingConsole.Auth.Accounts;

namespace ChargingConsole.Auth;

/// <summary>Who somebody is, for the record.</summary>
internal static class Principals
{
    /// <summary>The name that stands in the record of commands: a user's e-mail address, a key's name.</summary>
    public static string Who(this ClaimsPrincipal user) => user.Identity?.Name is { Length: > 0 } name ? name : "unknown";

    /// <summary>What people call them.</summary>
    public static string DisplayName(this ClaimsPrincipal user) => user.FindFirst(AccountClaims.DisplayName)?.Value is { Length: > 0 } name ? name : user.Who();

    /// <summary>The most they may do; null for somebody without a role in the console.</summary>
    public static AccessRole? Role(this ClaimsPrincipal user) =>
        Enum.GetValues<AccessRole>().Where(role => user.IsInRole(role.ToString())).Select(role => (AccessRole?)role).Max();
}
