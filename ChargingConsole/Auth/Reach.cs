using System.Security.Claims;
using ChargingConsole.Core.Charging;

namespace ChargingConsole.Auth;

/// <summary>How far a caller sees: everything, or what is the caller's own.</summary>
internal static class Reach
{
    /// <summary>The claim with an id tag of a driver, or one that a partner may charge for.</summary>
    public const string IdTagClaim = "id_tag";

    /// <summary>The claim with the tag that a person who drives charges for unless another is named.</summary>
    public const string DefaultTagClaim = "default_id_tag";

    /// <summary>Whose sessions the caller may know of; null for all. Whoever has no role that sees all is kept to the own ones.</summary>
    public static SessionReach? Of(ClaimsPrincipal user) =>
        SeesAll(user) ? null : Own(user);

    /// <summary>Whose sessions the caller may act on; null for all. Seeing all is not enough.</summary>
    public static SessionReach? ToActOf(ClaimsPrincipal user) => ActsForAll(user) ? null : Own(user);

    /// <summary>The tag to charge for when a caller names one or none; null when it is none of the caller's.</summary>
    /// <param name="user">The caller.</param>
    /// <param name="named">The tag in the request.</param>
    /// <param name="appTag">The mobile app's own, which it always names and which stands for the driver's.</param>
    public static string? TagFor(ClaimsPrincipal user, string? named, string appTag)
    {
        var isAppTag = named is null || string.Equals(named.Trim(), appTag, StringComparison.OrdinalIgnoreCase);
        if (isAppTag && user.FindFirst(DefaultTagClaim)?.Value is { } own)
        {
            return own;
        }

        var tag = named ?? appTag;
        return ActsForAll(user) || Tags(user).Contains(tag.Trim(), StringComparer.OrdinalIgnoreCase) ? tag : null;
    }

    /// <summary>Whether a tag is one that the caller may know of.</summary>
    public static bool Has(ClaimsPrincipal user, string idTag) => SeesAll(user) || Tags(user).Contains(idTag.Trim(), StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<string> Tags(ClaimsPrincipal user) => user.FindAll(IdTagClaim).Select(claim => claim.Value);

    private static SessionReach Own(ClaimsPrincipal user) =>
        user.IsInRole(nameof(AccessScope.Partner)) ? SessionReach.StartedBy(user.Who()) : SessionReach.OfTags(Tags(user));

    private static bool ActsForAll(ClaimsPrincipal user) => user.IsInRole(nameof(AccessRole.Operator)) || user.IsInRole(nameof(AccessRole.Administrator));

    private static bool SeesAll(ClaimsPrincipal user) =>
        user.IsInRole(nameof(AccessRole.Viewer)) || ActsForAll(user);
}
