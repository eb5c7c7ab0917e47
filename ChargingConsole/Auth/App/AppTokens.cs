using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using ChargingConsole.Auth.Accounts;
using ChargingConsole.Core.Audit;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Auth.App;

/// <summary>What the app carries.</summary>
/// <param name="Access">For the calls, 30 minutes.</param>
/// <param name="Refresh">For a new pair, 7 days.</param>
internal sealed record TokenPair(string Access, string Refresh);

/// <summary>
/// The app's tokens. The access token is the framework's own, sealed with the keys of data protection. The
/// first use of a refresh token makes all others of its sign-in void, and whoever shows one of those
/// afterwards has copied it: the sign-in ends. Until its successor is used a token can be shown again, since
/// answers get lost, calls run side by side, and older apps keep the first.
/// </summary>
internal sealed class AppTokens(
    AccountsDbContext context, IOptionsMonitor<BearerTokenOptions> bearer, AppUsers users, AccessWatch watch, AuditTrail trail, TimeProvider clock)
{
    /// <summary>The name of the scheme.</summary>
    public const string Scheme = "Bearer";

    /// <summary>The claim with the user's number.</summary>
    public const string UserClaim = "sub";

    /// <summary>The claim with the sign-in that a token descends from.</summary>
    public const string FamilyClaim = "family";

    /// <summary>How long an access token serves.</summary>
    public static readonly TimeSpan AccessLifetime = TimeSpan.FromMinutes(30);

    /// <summary>How long a refresh token serves.</summary>
    public static readonly TimeSpan RefreshLifetime = TimeSpan.FromDays(7);

    private static readonly TimeSpan s_untaken = TimeSpan.FromMinutes(1);

    /// <summary>The first pair of a sign-in.</summary>
    public async Task<TokenPair> BeginAsync(ConsoleUser user)
    {
        var now = clock.GetUtcNow();
        await context.RefreshTokens.Where(token => token.ExpiresAt < now).ExecuteDeleteAsync();
        var pair = await IssueAsync(user.Id, user.SecurityStamp ?? "", Guid.NewGuid().ToString("N"));
        users.Forget(user.Id);
        return pair;
    }

    /// <summary>The next pair; null when the token is unknown, old or void.</summary>
    public async Task<TokenPair?> RefreshAsync(string refresh, string? address)
    {
        var hash = Hash(refresh);
        var now = clock.GetUtcNow();
        if (await context.RefreshTokens.AsNoTracking().SingleOrDefaultAsync(token => token.Sha256 == hash) is not { RevokedAt: null } known || known.ExpiresAt <= now)
        {
            return null;
        }

        var user = await context.Users.AsNoTracking().SingleOrDefaultAsync(user => user.Id == known.UserId);
        if (user is null || user.IsDisabled || user.SecurityStamp != known.Stamp)
        {
            return null;
        }

        if (known.IsSuperseded)
        {
            await RevokeAsync(known.Family, known.UserId);
            await trail.RecordAsync(new Actor(user.Email ?? "unknown", ActorWay.App, address), "token.reused", user.Email, AuditOutcome.Refused, "A refresh token was shown again after its successor; the sign-in was ended.");
            return null;
        }

        if (known.UsedAt is null)
        {
            await context.RefreshTokens.Where(token => token.Family == known.Family && token.Id != known.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(token => token.IsSuperseded, true));
            await context.RefreshTokens.Where(token => token.Id == known.Id).ExecuteUpdateAsync(set => set.SetProperty(token => token.UsedAt, now));
        }
        else
        {
            // Successors that nobody took up: whoever shows one of them now is not the one who shows this.
            var taken = now - s_untaken;
            await context.RefreshTokens.Where(token => token.Family == known.Family && token.UsedAt == null && token.Id > known.Id && token.CreatedAt < taken)
                .ExecuteUpdateAsync(set => set.SetProperty(token => token.IsSuperseded, true));
        }

        return await IssueAsync(known.UserId, known.Stamp, known.Family);
    }

    /// <summary>Ends the sign-in of a refresh token.</summary>
    public async Task EndAsync(string refresh)
    {
        var hash = Hash(refresh);
        if (await context.RefreshTokens.AsNoTracking().SingleOrDefaultAsync(token => token.Sha256 == hash) is { } known)
        {
            await RevokeAsync(known.Family, known.UserId);
        }
    }

    private async Task RevokeAsync(string family, int userId)
    {
        var now = clock.GetUtcNow();
        await context.RefreshTokens.Where(token => token.Family == family && token.RevokedAt == null).ExecuteUpdateAsync(set => set.SetProperty(token => token.RevokedAt, now));
        users.Forget(userId);
        watch.Tell();
    }

    private async Task<TokenPair> IssueAsync(int userId, string stamp, string family)
    {
        var now = clock.GetUtcNow();
        var refresh = NewKeyCommand.NewKey();
        context.RefreshTokens.Add(new RefreshTokenRow
        {
            Family = family,
            UserId = userId,
            Stamp = stamp,
            Sha256 = Hash(refresh),
            CreatedAt = now,
            ExpiresAt = now + RefreshLifetime,
        });
        await context.SaveChangesAsync();
        var identity = new ClaimsIdentity([new Claim(UserClaim, userId.ToString(CultureInfo.InvariantCulture)), new Claim(FamilyClaim, family)], Scheme);
        var ticket = new AuthenticationTicket(new ClaimsPrincipal(identity), new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now + AccessLifetime }, Scheme);
        return new TokenPair(bearer.Get(Scheme).BearerTokenProtector.Protect(ticket), refresh);
    }

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
