using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Claims;
using ChargingConsole.Auth.Accounts;
using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Auth.App;

/// <summary>
/// Who is behind an access token, as they are now: roles, tags, whether the sign-in still counts. Asked of
/// the database twice a minute at most for each user, and again after a change.
/// </summary>
internal sealed class AppUsers(IServiceScopeFactory scopes, TimeProvider clock)
{
    private const int Most = 50_000;
    private static readonly TimeSpan s_lifetime = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<int, Known> _known = new();
    private long _forgotten;

    /// <summary>The identity of whoever an access token was made for; null when it is void.</summary>
    public async ValueTask<ClaimsIdentity?> FindAsync(ClaimsPrincipal token)
    {
        if (!int.TryParse(token.FindFirst(AppTokens.UserClaim)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            || token.FindFirst(AppTokens.FamilyClaim)?.Value is not { } family)
        {
            return null;
        }

        if (!_known.TryGetValue(id, out var known) || known.Until <= clock.GetUtcNow())
        {
            if (_known.Count >= Most)
            {
                _known.Clear();
            }

            var forgotten = Volatile.Read(ref _forgotten);
            known = await LoadAsync(id);
            // What was read while somebody changed something may be from before: it serves this request and no other.
            if (forgotten == Volatile.Read(ref _forgotten))
            {
                _known[id] = known;
            }
        }

        if (known.Claims.Count == 0 || !known.Families.Contains(family))
        {
            return null;
        }

        return new ClaimsIdentity([.. known.Claims, new Claim(AppTokens.FamilyClaim, family)], AppTokens.Scheme, ClaimTypes.Name, ClaimTypes.Role);
    }

    /// <summary>Has a user be looked up anew.</summary>
    public void Forget(int id)
    {
        Interlocked.Increment(ref _forgotten);
        _known.TryRemove(id, out _);
    }

    private async Task<Known> LoadAsync(int id)
    {
        var now = clock.GetUtcNow();
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<AccountsDbContext>();
        if (await context.Users.AsNoTracking().SingleOrDefaultAsync(user => user.Id == id) is not { IsDisabled: false } user)
        {
            return new Known([], new HashSet<string>(), now + s_lifetime);
        }

        var families = await context.RefreshTokens.AsNoTracking()
            .Where(token => token.UserId == id && token.RevokedAt == null && token.Stamp == user.SecurityStamp && token.ExpiresAt > now)
            .Select(token => token.Family).Distinct().ToListAsync();
        var roles = await (from link in context.UserRoles.AsNoTracking()
                           join role in context.Roles.AsNoTracking() on link.RoleId equals role.Id
                           where link.UserId == id
                           select role.Name!).ToListAsync();
        var tags = await context.UserTags.AsNoTracking().Where(tag => tag.UserId == id).ToListAsync();
        List<Claim> claims =
        [
            new(AppTokens.UserClaim, id.ToString(CultureInfo.InvariantCulture)),
            new(ClaimTypes.Name, user.Email ?? user.UserName ?? $"user {id}"),
            .. roles.Select(role => new Claim(ClaimTypes.Role, role)),
            .. tags.Select(tag => new Claim(Reach.IdTagClaim, tag.IdTag)),
            // The app's own tag stands for the driver's; whoever sees all starts for it as it is.
            .. tags.Where(tag => tag.IsDefault && roles.Contains(nameof(AccessScope.Driver))).Select(tag => new Claim(Reach.DefaultTagClaim, tag.IdTag)),
        ];
        return new Known(claims, families.ToHashSet(), now + s_lifetime);
    }

    private sealed record Known(IReadOnlyList<Claim> Claims, IReadOnlySet<string> Families, DateTimeOffset Until);
}
