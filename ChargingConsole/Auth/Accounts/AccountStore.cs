using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace ChargingConsole.Auth.Accounts;

/// <summary>
/// Users in the database. The second factor's secret is kept encrypted and its recovery codes as hashes,
/// which the framework's own store keeps as they are: a copy of the database shall not be enough to sign in.
/// </summary>
internal sealed class AccountStore(AccountsDbContext context, IDataProtectionProvider protection, IdentityErrorDescriber? describer = null)
    : UserStore<ConsoleUser, ConsoleRole, AccountsDbContext, int>(context, describer)
{
    private const string Provider = "[AspNetUserStore]", RecoveryCodes = "RecoveryCodes";

    private readonly IDataProtector _protector = protection.CreateProtector("ChargingConsole.SecondFactor");

    public override Task SetAuthenticatorKeyAsync(ConsoleUser user, string key, CancellationToken cancellationToken) =>
        base.SetAuthenticatorKeyAsync(user, _protector.Protect(key), cancellationToken);

    public override async Task<string?> GetAuthenticatorKeyAsync(ConsoleUser user, CancellationToken cancellationToken)
    {
        if (await base.GetAuthenticatorKeyAsync(user, cancellationToken) is not { } kept)
        {
            return null;
        }

        try
        {
            return _protector.Unprotect(kept);
        }
        catch (CryptographicException)
        {
            // The keys of data protection are gone, and with them the secret: an administrator resets the factor.
            return null;
        }
    }

    public override Task ReplaceCodesAsync(ConsoleUser user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        KeepAsync(user, recoveryCodes.Select(Hash), cancellationToken);

    public override async Task<bool> RedeemCodeAsync(ConsoleUser user, string code, CancellationToken cancellationToken)
    {
        var hash = Hash(code);
        var kept = await CodesAsync(user, cancellationToken);
        if (!kept.Contains(hash, StringComparer.Ordinal))
        {
            return false;
        }

        await KeepAsync(user, kept.Where(other => other != hash), cancellationToken);
        return true;
    }

    public override async Task<int> CountCodesAsync(ConsoleUser user, CancellationToken cancellationToken) => (await CodesAsync(user, cancellationToken)).Length;

    private Task KeepAsync(ConsoleUser user, IEnumerable<string> hashes, CancellationToken cancellationToken) =>
        SetTokenAsync(user, Provider, RecoveryCodes, _protector.Protect(string.Join(';', hashes)), cancellationToken);

    private async Task<string[]> CodesAsync(ConsoleUser user, CancellationToken cancellationToken)
    {
        if (await GetTokenAsync(user, Provider, RecoveryCodes, cancellationToken) is not { Length: > 0 } kept)
        {
            return [];
        }

        try
        {
            return _protector.Unprotect(kept).Split(';', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (CryptographicException)
        {
            return [];
        }
    }

    private static string Hash(string code) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(new string([.. code.Where(char.IsAsciiLetterOrDigit).Select(char.ToUpperInvariant)]))));
}
