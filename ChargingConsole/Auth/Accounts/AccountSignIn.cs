using System.Security.Claims;
using ChargingConsole.Core.Audit;
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
    IUserConfirmation<ConsoleUser> confirmation,
    AccountTrail trail,
    TimeProvider clock)
    : SignInManager<ConsoleUser>(users, accessor, claims, options, logger, schemes, confirmation)
{
    /// <inheritdoc/>
    public override async Task<bool> CanSignInAsync(ConsoleUser user) => !user.IsDisabled && await base.CanSignInAsync(user);

    /// <summary>Whether a user has any business in the console, and not with the app alone.</summary>
    public async Task<bool> HasConsoleRoleAsync(ConsoleUser user) => (await UserManager.GetRolesAsync(user)).Any(role => Enum.TryParse<AccessRole>(role, out _));

    /// <summary>Takes a recovery code for the second factor. Wrong ones count towards the lock, as wrong codes of the app do.</summary>
    public async Task<SignInResult> RecoverAsync(ConsoleUser user, string code)
    {
        if (await UserManager.IsLockedOutAsync(user))
        {
            return SignInResult.LockedOut;
        }

        var result = await TwoFactorRecoveryCodeSignInAsync(code);
        if (!result.Succeeded)
        {
            await UserManager.AccessFailedAsync(user);
        }

        return result;
    }

    /// <inheritdoc/>
    public override async Task SignInWithClaimsAsync(ConsoleUser user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims)
    {
        user.LastSignInAt = clock.GetUtcNow();
        await UserManager.UpdateAsync(user);
        await base.SignInWithClaimsAsync(user, authenticationProperties, additionalClaims);
        await trail.NoteAsync(AccountTrail.At(user.Email!, Context), AuditWords.SignedIn, user.Email);
    }
}
