using System.Net;
using System.Security.Claims;
using ChargingConsole.Api;
using ChargingConsole.Core.Audit;

namespace ChargingConsole.Auth;

/// <summary>
/// Notes on whoever is signed in by which way and from where this request comes. It travels with the principal, into
/// circuits too, so that whatever changes something can be told who asked without looking around.
/// </summary>
internal sealed class WhereFrom(RequestDelegate next)
{
    /// <summary>The claim with the <see cref="ActorWay"/>.</summary>
    public const string WayClaim = "actor_way";

    /// <summary>The claim with the address.</summary>
    public const string AddressClaim = "actor_address";

    private const string IdentityLabel = "where from";

    public Task InvokeAsync(HttpContext context)
    {
        if (context.User.Identity is { IsAuthenticated: true })
        {
            // A principal of its own: the one of the ticket would take the claims into a renewed cookie.
            context.User = Of(context.User, Way(context), context.Connection.RemoteIpAddress);
        }

        return next(context);
    }

    /// <summary>The same person, with the way and the address.</summary>
    internal static ClaimsPrincipal Of(ClaimsPrincipal user, ActorWay way, IPAddress? address)
    {
        var from = new ClaimsIdentity([new Claim(WayClaim, way.ToString())]) { Label = IdentityLabel };
        if (address is not null)
        {
            from.AddClaim(new Claim(AddressClaim, (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString()));
        }

        // Claims of a cookie do not say from where this request comes.
        return new ClaimsPrincipal([.. user.Identities.Where(identity => identity.Label != IdentityLabel && !identity.HasClaim(claim => claim.Type is WayClaim or AddressClaim)), from]);
    }

    private static ActorWay Way(HttpContext context) => context.User.Identity!.AuthenticationType switch
    {
        ApiKeyHandler.SchemeName => ActorWay.ApiKey,
        LoopbackDoor.SchemeName => ProblemPipeline.IsApi(context.Request) ? ActorWay.Local : ActorWay.Page,
        { } scheme when scheme.Contains("Bearer", StringComparison.OrdinalIgnoreCase) => ActorWay.App,
        _ => ActorWay.Page,
    };
}
