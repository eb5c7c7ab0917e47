using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Auth.Accounts;

/// <summary>What a signed-in user is known by: the e-mail address as the name in records, and what people call them beside it.</summary>
internal sealed class AccountClaims(UserManager<ConsoleUser> users, RoleManager<ConsoleRole> roles, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<ConsoleUser, ConsoleRole>(users, roles, options)
{
    /// <summary>The claim with what people call somebody.</summary>
    public const string DisplayName = "display_name";

    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(ConsoleUser user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(DisplayName, user.DisplayName));
        if (user.Culture is { Length: > 0 } language)
        {
            identity.AddClaim(new Claim(Components.Languages.Claim, language));
        }

        return identity;
    }
}
