using System.Globalization;
using ChargingConsole.Core.Audit;
using Microsoft.AspNetCore.Identity;
using QRCoder;

namespace ChargingConsole.Auth.Accounts;

/// <summary>
/// What somebody does to their own account. A change that matters ends all their other sign-ins and keeps the one
/// that made it. Each act gives what went wrong, in English, or null.
/// </summary>
public sealed class OwnAccount
{
    private const string Gone = "This account is gone.";
    private readonly IServiceScopeFactory _scopes;
    private readonly SignIns _signIns;
    private readonly AccountWatch _watch;
    private readonly AccountTrail _trail;

    internal OwnAccount(IServiceScopeFactory scopes, SignIns signIns, AccountWatch watch, AccountTrail trail) =>
        (_scopes, _signIns, _watch, _trail) = (scopes, signIns, watch, trail);

    /// <summary>What there is to show; null when the account is gone.</summary>
    public async Task<AccountFacts?> ReadAsync(int userId, string? signInId)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var users = Users(scope);
        if (await FindAsync(users, userId) is not { } user)
        {
            return null;
        }

        return new AccountFacts
        {
            DisplayName = user.DisplayName,
            Email = user.Email ?? "",
            HasPassword = user.PasswordHash is not null,
            HasSecondFactor = user.TwoFactorEnabled,
            RecoveryCodesLeft = user.TwoFactorEnabled ? await users.CountRecoveryCodesAsync(user) : 0,
            Passkeys = [.. (await users.GetPasskeysAsync(user)).Select(passkey => new OwnPasskey(passkey.CredentialId, passkey.Name ?? "", passkey.CreatedAt))],
            SignIns = [.. (await _signIns.ListAsync(userId)).Select(row => new OwnSignIn(row.Id, BrowserName.Of(row.UserAgent), row.Address ?? "", row.CreatedAt, row.LastSeenAt, row.Id == signInId))],
        };
    }

    /// <summary>Changes what people call one.</summary>
    public Task<string?> RenameAsync(int userId, string? signInId, string name) => ChangeAsync(userId, signInId, "name", endsOthers: false, async (users, user) =>
    {
        if (name.Trim().Length is 0 or > 256)
        {
            return "Please tell a name.";
        }

        user.DisplayName = name.Trim();
        return Wrong(await users.UpdateAsync(user));
    });

    /// <summary>Changes the password, which ends all other sign-ins.</summary>
    public Task<string?> ChangePasswordAsync(int userId, string? signInId, string present, string wanted) => ChangeAsync(userId, signInId, "password", endsOthers: true, async (users, user) =>
        await users.IsLockedOutAsync(user) ? "This account is locked for some minutes after too many wrong tries. An administrator can unlock it."
        : !await users.HasPasswordAsync(user) ? Wrong(await users.AddPasswordAsync(user, wanted))
        : await CountedAsync(users, user, await users.ChangePasswordAsync(user, present, wanted)));

    /// <summary>Begins a second factor; gives its secret, and the picture that an app reads it from.</summary>
    public async Task<SecondFactorStart?> BeginFactorAsync(int userId, string? signInId)
    {
        SecondFactorStart? start = null;
        await ChangeAsync(userId, signInId, "second factor begun", endsOthers: false, async (users, user) =>
        {
            if (user.TwoFactorEnabled)
            {
                return null;
            }

            await users.ResetAuthenticatorKeyAsync(user);
            var key = await users.GetAuthenticatorKeyAsync(user) ?? "";
            var link = $"otpauth://totp/{Uri.EscapeDataString($"ChargingConsole:{user.Email}")}?secret={key}&issuer=ChargingConsole&digits=6";
            using var code = QRCodeGenerator.GenerateQrCode(link, QRCodeGenerator.ECCLevel.M);
            using var picture = new SvgQRCode(code);
            start = new SecondFactorStart(string.Join(' ', key.Chunk(4).Select(part => new string(part))), picture.GetGraphic(4));
            return null;
        });
        return start;
    }

    /// <summary>Switches the second factor on, once the app has shown a right code; gives the recovery codes.</summary>
    public async Task<(IReadOnlyList<string>? Codes, string? Wrong)> ConfirmFactorAsync(int userId, string? signInId, string code)
    {
        IReadOnlyList<string>? codes = null;
        var wrong = await ChangeAsync(userId, signInId, "second factor on", endsOthers: true, async (users, user) =>
        {
            if (!await users.VerifyTwoFactorTokenAsync(user, users.Options.Tokens.AuthenticatorTokenProvider, new string([.. code.Where(char.IsAsciiDigit)])))
            {
                return "This code is not right. It changes every 30 seconds; is the clock of your device right?";
            }

            await users.SetTwoFactorEnabledAsync(user, true);
            codes = [.. await users.GenerateNewTwoFactorRecoveryCodesAsync(user, 10) ?? []];
            return null;
        });
        return (codes, wrong);
    }

    /// <summary>New recovery codes; the old ones are void.</summary>
    public async Task<IReadOnlyList<string>?> RenewCodesAsync(int userId, string? signInId)
    {
        IReadOnlyList<string>? codes = null;
        await ChangeAsync(userId, signInId, "recovery codes", endsOthers: false, async (users, user) =>
        {
            codes = user.TwoFactorEnabled ? [.. await users.GenerateNewTwoFactorRecoveryCodesAsync(user, 10) ?? []] : null;
            return null;
        });
        return codes;
    }

    /// <summary>Switches the second factor off, for whoever knows the password.</summary>
    public Task<string?> EndFactorAsync(int userId, string? signInId, string password) => ChangeAsync(userId, signInId, "second factor off", endsOthers: true, async (users, user) =>
    {
        if (await users.IsLockedOutAsync(user) || (await users.HasPasswordAsync(user) && !await users.CheckPasswordAsync(user, password)))
        {
            await users.AccessFailedAsync(user);
            return "The present password is not right.";
        }

        await users.SetTwoFactorEnabledAsync(user, false);
        await users.ResetAuthenticatorKeyAsync(user);
        return null;
    });

    /// <summary>Removes a passkey.</summary>
    public Task<string?> RemovePasskeyAsync(int userId, string? signInId, byte[] credentialId) => ChangeAsync(userId, signInId, "passkey removed", endsOthers: false, async (users, user) =>
        Wrong(await users.RemovePasskeyAsync(user, credentialId)));

    /// <summary>Ends one's sign-in somewhere.</summary>
    public Task EndSignInAsync(int userId, string signInId) => ChangeAsync(userId, null, "a sign-in ended", endsOthers: false, async (_, _) =>
    {
        await _signIns.EndAsync(userId, signInId);
        return null;
    });

    /// <summary>Ends all one's sign-ins but this one.</summary>
    public Task<string?> EndOthersAsync(int userId, string? signInId) => ChangeAsync(userId, signInId, "all other sign-ins ended", endsOthers: true, async (users, user) =>
        Wrong(await users.UpdateSecurityStampAsync(user)));

    private async Task<string?> ChangeAsync(int userId, string? signInId, string what, bool endsOthers, Func<UserManager<ConsoleUser>, ConsoleUser, Task<string?>> change)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var users = Users(scope);
        if (await FindAsync(users, userId) is not { } user)
        {
            return Gone;
        }

        var stamp = user.SecurityStamp;
        var wrong = await change(users, user);
        if (endsOthers && wrong is null)
        {
            await _signIns.EndAllAsync(userId, except: signInId);
        }

        if (signInId is not null && (wrong is null || user.SecurityStamp != stamp))
        {
            await _signIns.RefreshAsync(signInId, userId);
        }

        _watch.Forget(userId);
        await _trail.NoteAsync(user.Email ?? "", AccountTrail.OwnChanged, user.Email, what, wrong is null ? AuditOutcome.Done : AuditOutcome.Refused);
        return wrong;
    }

    private static async Task<string?> CountedAsync(UserManager<ConsoleUser> users, ConsoleUser user, IdentityResult result)
    {
        if (result.Errors.Any(error => error.Code == nameof(IdentityErrorDescriber.PasswordMismatch)))
        {
            await users.AccessFailedAsync(user);
        }

        return Wrong(result);
    }

    private static string? Wrong(IdentityResult result) => result.Succeeded ? null : result.Errors.First().Description;

    private static UserManager<ConsoleUser> Users(AsyncServiceScope scope) => scope.ServiceProvider.GetRequiredService<UserManager<ConsoleUser>>();

    private static Task<ConsoleUser?> FindAsync(UserManager<ConsoleUser> users, int userId) => users.FindByIdAsync(userId.ToString(CultureInfo.InvariantCulture));
}
