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
    private readonly IDisposable? _configuration;

    public AccessWatch(AppUsers users, AccountWatch accounts, IOptionsMonitor<AccessOptions> options)
    {
        (_users, _accounts) = (users, accounts);
        accounts.Changed += UserChanged;
        _configuration = options.OnChange(_ => Tell());
    }

    /// <summary>A key was revoked or taken out of the configuration, or tokens became void.</summary>
    public event Action? Changed;

    /// <summary>Has everything that is open look again.</summary>
    public void Tell() => Changed?.Invoke();

    /// <summary>Whether the key, token or sign-in behind somebody still opens anything.</summary>
    public async ValueTask<bool> IsGoodAsync(ClaimsPrincipal user) =>
        user.FindFirst(AppTokens.FamilyClaim) is not null ? await _users.FindAsync(user) is not null : await _accounts.StillHoldsAsync(user);

    /// <inheritdoc/>
    public void Dispose()
    {
        _accounts.Changed -= UserChanged;
        _configuration?.Dispose();
    }

    private void UserChanged(int userId)
    {
        _users.Forget(userId);
        Tell();
    }
}
