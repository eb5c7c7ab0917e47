using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Auth.Accounts;

/// <summary>Signs users in; a disabled one never.</summary>
internal sealed class AccountSignIn(
    UserManager<ConsoleUser> users,
    IHttpContextAccessor accessor,
    IUserClaimsPrincipalFactory<ConsoleUser> claims,
    IOptions<IdentityOptions> options,
    ILogger<SignInManager<ConsoleUser>> logger,
    IAuthenticationSchemeProvider schemes,
    IUserConfirmation<ConsoleUser> confirmation)
    : SignInManager<ConsoleUser>(users, accessor, claims, options, logger, schemes, confirmation)
{
    /// <inheritdoc/>
    public override async Task<bool> CanSignInAsync(ConsoleUser user) => !user.IsDisabled && await base.CanSignInAsync(user);
}
