using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Auth.Accounts;

/// <summary>
/// Whether what somebody signed in as still holds. A user who was disabled, deleted, given another role or
/// another password has another stamp, and whoever signed in with the old one is out within seconds.
/// </summary>
internal sealed class AccountWatch(IServiceScopeFactory scopes, SignIns signIns, AccessKeys keys, TimeProvider clock)
{
    private static readonly TimeSpan s_trusted = TimeSpan.FromSeconds(5);
    private static readonly string s_stampClaim = new IdentityOptions().ClaimsIdentity.SecurityStampClaimType;
    private readonly ConcurrentDictionary<int, (string? Stamp, DateTimeOffset ReadAt)> _stamps = new();
    private long _forgotten;

    /// <summary>Something about a user has changed.</summary>
    public event Action<int>? Changed;

    /// <summary>The user behind a principal; null for a key or the developer.</summary>
    public static int? UserOf(ClaimsPrincipal user) => int.TryParse(user.FindFirst(ClaimTypes.NameIdentifier)?.Value, out var id) ? id : null;

    /// <summary>Forgets what is known of a user, and tells the open pages.</summary>
    public void Forget(int userId)
    {
        Interlocked.Increment(ref _forgotten);
        _stamps.TryRemove(userId, out _);
        Changed?.Invoke(userId);
    }

    /// <summary>Whether a principal still is who it says, of a page that was opened a while ago too.</summary>
    public async Task<bool> StillHoldsAsync(ClaimsPrincipal user)
    {
        if (user.Identity?.IsAuthenticated != true)
        {
            return false;
        }

        if (SignIns.IdOf(user) is not { } id)
        {
            return user.FindFirst(AccessKeys.HashClaim)?.Value is not { } hash || keys.FindHash(hash) is not null;
        }

        // The row, not the page, knows the latest: a password changed here leaves this sign-in alive and ends the others.
        return await signIns.FindAsync(id) is { } ticket && await IsGoodAsync(ticket.Principal);
    }

    /// <summary>Whether the user or key behind a ticket is as it was when the ticket was written.</summary>
    public async Task<bool> IsGoodAsync(ClaimsPrincipal user) =>
        user.FindFirst(AccessKeys.HashClaim)?.Value is { } hash ? keys.FindHash(hash) is not null
        : UserOf(user) is { } id && user.FindFirst(s_stampClaim)?.Value is { } stamp && stamp == await StampAsync(id);

    private async Task<string?> StampAsync(int userId)
    {
        var now = clock.GetUtcNow();
        var isKnown = _stamps.TryGetValue(userId, out var known);
        if (isKnown && now - known.ReadAt <= s_trusted)
        {
            return known.Stamp;
        }

        try
        {
            var forgotten = Volatile.Read(ref _forgotten);
            await using var scope = scopes.CreateAsyncScope();
            var context = scope.ServiceProvider.GetRequiredService<AccountsDbContext>();
            var stamp = await context.Users.Where(user => user.Id == userId && !user.IsDisabled).Select(user => user.SecurityStamp).FirstOrDefaultAsync();
            // What was read while something changed may be from before, and is not kept.
            if (forgotten == Volatile.Read(ref _forgotten))
            {
                _stamps[userId] = (stamp, now);
            }

            return stamp;
        }
        catch (Exception exception) when (isKnown && exception is System.Data.Common.DbException or TimeoutException)
        {
            // The screens go on while the database is away, and so does what is known of those who look at them.
            return known.Stamp;
        }
    }
}
