using System.Security.Claims;

namespace ChargingConsole.Auth;

/// <summary>Who somebody is, for the record.</summary>
internal static class Principals
{
    /// <summary>The name that stands in the record of commands.</summary>
    public static string Who(this ClaimsPrincipal user) => user.Identity?.Name is { Length: > 0 } name ? name : "unknown";
}
