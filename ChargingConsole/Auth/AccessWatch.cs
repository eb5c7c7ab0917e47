using System.Security.Claims;
using ChargingConsole.Auth.App;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Auth;

/// <summary>
/// Tells what is open (hub connections, circuits) that somebody may have lost access, and says whether
/// somebody still has it. A request asks anew by itself.
/// </summary>
internal sealed class AccessWatch : IDisposable
{
    private readonly AccessKeys _keys;
    private readonly AppUsers _users;
    private readonly IDisposable? _configuration;

    public AccessWatch(AccessKeys keys, AppUsers users, IOptionsMonitor<AccessOptions> options)
    {
        (_keys, _users) = (keys, users);
        _configuration = options.OnChange(_ => Tell());
    }

    /// <summary>A key was revoked or taken out of the configuration, or tokens became void.</summary>
    public event Action? Changed;

    /// <summary>Has everything that is open look again.</summary>
    public void Tell() => Changed?.Invoke();

    /// <summary>Whether the key or token behind somebody still opens anything; true for whoever came in another way.</summary>
    public async ValueTask<bool> IsGoodAsync(ClaimsPrincipal user) =>
        user.FindFirst(AccessKeys.HashClaim)?.Value is { } hash ? _keys.FindHash(hash) is not null
        : user.FindFirst(AppTokens.FamilyClaim) is null || await _users.FindAsync(user) is not null;

    /// <inheritdoc/>
    public void Dispose() => _configuration?.Dispose();
}
