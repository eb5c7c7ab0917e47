using System.Security.Claims;
using ChargingConsole.Auth.Accounts;
using ChargingConsole.Auth.App;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Auth;

/// <summary>
/// Tells what is open (hub connections, circuits) that somebody may have lost access, and says whether
/// somebody still has it. A request asks anew by itself.
/// </summary>
internal sealed class AccessWatch : IDisposable
{
    private readonly AppUsers _users;
    private readonly AccountWatch _accounts;
    private readonly AccessKeys _keys;
    private readonly IDisposable? _configuration;

    public AccessWatch(AppUsers users, AccountWatch accounts, AccessKeys keys, IOptionsMonitor<AccessOptions> options)
    {
        (_users, _accounts, _keys) = (users, accounts, keys);
        accounts.Changed += UserChanged;
        _configuration = options.OnChange(_ => Tell());
    }

    /// <summary>A key was revoked or taken out of the configuration, tokens became void, or a driver has other id tags.</summary>
    public event Action? Changed;

    /// <summary>Has everything that is open look again.</summary>
    public void Tell() => Changed?.Invoke();

    /// <summary>
    /// Whether the key, token or sign-in behind somebody still opens what it opened. One that opens something else by
    /// now, another role or other id tags, has to begin anew: what is open goes by what it was.
    /// </summary>
    public async ValueTask<bool> IsGoodAsync(ClaimsPrincipal user)
    {
        if (user.FindFirst(AppTokens.FamilyClaim) is not null)
        {
            return await _users.FindAsync(user) is { } now && IsSame(user, new ClaimsPrincipal(now));
        }

        if (user.FindFirst(AccessKeys.HashClaim)?.Value is { } hash
            && (_keys.FindHash(hash) is not { } key || !IsSame(user, AccessKeys.PrincipalOf(key, ConsoleAuth.CookieScheme))))
        {
            return false;
        }

        return await _accounts.StillHoldsAsync(user);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _accounts.Changed -= UserChanged;
        _configuration?.Dispose();
    }

    private static bool IsSame(ClaimsPrincipal opened, ClaimsPrincipal now) => Rights(opened).SetEquals(Rights(now));

    private static HashSet<string> Rights(ClaimsPrincipal user) =>
        [.. user.Claims.Where(claim => claim.Type is ClaimTypes.Role or Reach.IdTagClaim or Reach.DefaultTagClaim).Select(claim => $"{claim.Type} {claim.Value}")];

    private void UserChanged(int userId)
    {
        _users.Forget(userId);
        Tell();
    }
}
