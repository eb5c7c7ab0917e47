using System.Security.Claims;
using ChargingConsole.Auth.Accounts;
using ChargingConsole.Core.Audit;

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

    /// <summary>Who acts, by which way and from where, for the audit trail; works for REST and for pages (see <see cref="WhereFrom"/>).</summary>
    public static Actor Actor(this ClaimsPrincipal user) => new(
        user.Who(),
        Enum.TryParse<ActorWay>(user.FindFirst(WhereFrom.WayClaim)?.Value, out var way) ? way : ActorWay.Unknown,
        user.FindFirst(WhereFrom.AddressClaim)?.Value);
}
