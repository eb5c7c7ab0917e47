using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Auth.Accounts;

/// <summary>
/// Who is signed in, in the database: a cookie is only a number that stands for a row here. So a sign-in
/// is seen, ended from elsewhere, and outlives a restart. Rows are read once in a few seconds, so that a
/// page with its many requests costs one look.
/// </summary>
internal sealed partial class SignIns(IServiceScopeFactory scopes, IDataProtectionProvider protection, TimeProvider clock, ILogger<SignIns> logger) : ITicketStore
{
    /// <summary>The claim that names the sign-in.</summary>
    public const string IdClaim = "sign_in";

    private const int MostKnown = 10_000;
    private static readonly TimeSpan s_trusted = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_seen = TimeSpan.FromMinutes(1);

    private readonly IDataProtector _protector = protection.CreateProtector("ChargingConsole.SignIns");
    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);

    /// <summary>A sign-in has ended, named by its id.</summary>
    public event Action<string>? Ended;

    /// <summary>The id of the sign-in behind a principal; null for a key in a header, or the developer.</summary>
    public static string? IdOf(ClaimsPrincipal user) => user.FindFirst(IdClaim)?.Value;

    /// <inheritdoc/>
    public Task<string> StoreAsync(AuthenticationTicket ticket) => StoreAsync(ticket, null);

    /// <inheritdoc/>
    public Task<string> StoreAsync(AuthenticationTicket ticket, HttpContext httpContext, CancellationToken cancellationToken) => StoreAsync(ticket, httpContext);

    /// <inheritdoc/>
    public Task RenewAsync(string key, AuthenticationTicket ticket) => KeepAsync(IdOfKey(key), ticket);

    /// <inheritdoc/>
    public Task<AuthenticationTicket?> RetrieveAsync(string key) => FindAsync(IdOfKey(key), null);

    /// <inheritdoc/>
    public Task<AuthenticationTicket?> RetrieveAsync(string key, HttpContext httpContext, CancellationToken cancellationToken) => FindAsync(IdOfKey(key), httpContext);

    /// <inheritdoc/>
    public Task RemoveAsync(string key) => EndAsync(row => row.Id == IdOfKey(key));

    /// <summary>The ticket of a sign-in; null when it is over.</summary>
    public async Task<AuthenticationTicket?> FindAsync(string id, HttpContext? context = null)
    {
        var now = clock.GetUtcNow();
        var known = _known.GetValueOrDefault(id);
        if (known is null || now - known.ReadAt > s_trusted)
        {
            try
            {
                known = await ReadAsync(id, now);
            }
            catch (Exception exception) when (exception is System.Data.Common.DbException or InvalidOperationException or TimeoutException)
            {
                // The screens go on from memory while the database is away, and so do those who look at them.
                Unread(logger, exception);
            }
        }

        if (known is null || known.ExpiresAt <= now)
        {
            return null;
        }

        if (now - known.SeenAt > s_seen)
        {
            await SeeAsync(id, known, context, now);
        }

        return TicketSerializer.Default.Deserialize(known.Ticket);
    }

    /// <summary>The sign-ins of a user that are not over, the one seen last first.</summary>
    public async Task<IReadOnlyList<SignInRow>> ListAsync(int userId)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = clock.GetUtcNow();
        return await Context(scope).SignIns.AsNoTracking().Where(row => row.UserId == userId && row.ExpiresAt > now).OrderByDescending(row => row.LastSeenAt).ToListAsync();
    }

    /// <summary>Ends one sign-in of a user.</summary>
    public Task EndAsync(int userId, string id) => EndAsync(row => row.UserId == userId && row.Id == id);

    /// <summary>Ends all sign-ins of a user, but one.</summary>
    public Task EndAllAsync(int userId, string? except = null) => EndAsync(row => row.UserId == userId && row.Id != except);

    /// <summary>Gives a sign-in that goes on what its user is now, after a change that ends all others.</summary>
    public async Task RefreshAsync(string id, int userId)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<ConsoleUser>>();
        if (await users.FindByIdAsync(userId.ToString(System.Globalization.CultureInfo.InvariantCulture)) is { } user && await FindAsync(id) is { } ticket)
        {
            var principal = await scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<ConsoleUser>>().CreateAsync(user);
            var identity = (ClaimsIdentity)principal.Identity!;
            identity.AddClaims(ticket.Principal.Claims.Where(claim => claim.Type is IdClaim or ClaimTypes.AuthenticationMethod or "amr"));
            await KeepAsync(id, new AuthenticationTicket(principal, ticket.Properties, ticket.AuthenticationScheme));
        }
    }

    private async Task<string> StoreAsync(AuthenticationTicket ticket, HttpContext? context)
    {
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        var id = IdOfKey(key);
        var now = clock.GetUtcNow();
        (ticket.Principal.Identity as ClaimsIdentity)?.AddClaim(new Claim(IdClaim, id));
        var bytes = TicketSerializer.Default.Serialize(ticket);
        await using var scope = scopes.CreateAsyncScope();
        var database = Context(scope);
        database.SignIns.Add(new SignInRow
        {
            Id = id,
            UserId = UserOf(ticket.Principal),
            Ticket = _protector.Protect(bytes),
            UserAgent = Short(context?.Request.Headers.UserAgent.ToString(), 256),
            Address = context?.Connection.RemoteIpAddress?.ToString(),
            CreatedAt = now,
            LastSeenAt = now,
            ExpiresAt = ticket.Properties.ExpiresUtc ?? now.AddHours(12),
        });
        await database.SaveChangesAsync();
        await database.SignIns.Where(row => row.ExpiresAt < now).ExecuteDeleteAsync();
        return key;
    }

    private async Task KeepAsync(string id, AuthenticationTicket ticket)
    {
        await using var scope = scopes.CreateAsyncScope();
        var bytes = _protector.Protect(TicketSerializer.Default.Serialize(ticket));
        var expires = ticket.Properties.ExpiresUtc ?? clock.GetUtcNow().AddHours(12);
        await Context(scope).SignIns.Where(row => row.Id == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.Ticket, bytes).SetProperty(row => row.ExpiresAt, expires));
        _known.TryRemove(id, out _);
    }

    private async Task<Known?> ReadAsync(string id, DateTimeOffset now)
    {
        await using var scope = scopes.CreateAsyncScope();
        var row = await Context(scope).SignIns.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id);
        if (row is null || Unprotect(row.Ticket) is not { } bytes)
        {
            _known.TryRemove(id, out _);
            return null;
        }

        if (_known.Count > MostKnown)
        {
            _known.Clear();
        }

        return _known[id] = new Known(bytes, row.ExpiresAt, now, row.LastSeenAt);
    }

    private async Task SeeAsync(string id, Known known, HttpContext? context, DateTimeOffset now)
    {
        _known[id] = known with { SeenAt = now };
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var row = Context(scope).SignIns.Where(row => row.Id == id);
            var address = context?.Connection.RemoteIpAddress?.ToString();
            await (address is null
                ? row.ExecuteUpdateAsync(set => set.SetProperty(row => row.LastSeenAt, now))
                : row.ExecuteUpdateAsync(set => set.SetProperty(row => row.LastSeenAt, now).SetProperty(row => row.Address, address)));
        }
        catch (Exception exception) when (exception is System.Data.Common.DbException or InvalidOperationException or TimeoutException)
        {
            Unread(logger, exception);
        }
    }

    private async Task EndAsync(System.Linq.Expressions.Expression<Func<SignInRow, bool>> which)
    {
        await using var scope = scopes.CreateAsyncScope();
        var rows = Context(scope).SignIns.Where(which);
        var ids = await rows.Select(row => row.Id).ToListAsync();
        await rows.ExecuteDeleteAsync();
        foreach (var id in ids)
        {
            _known.TryRemove(id, out _);
            Ended?.Invoke(id);
        }
    }

    private byte[]? Unprotect(byte[] ticket)
    {
        try
        {
            return _protector.Unprotect(ticket);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static AccountsDbContext Context(AsyncServiceScope scope) => scope.ServiceProvider.GetRequiredService<AccountsDbContext>();

    private static int? UserOf(ClaimsPrincipal user) => int.TryParse(user.FindFirst(ClaimTypes.NameIdentifier)?.Value, out var id) ? id : null;

    private static string IdOfKey(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private static string? Short(string? text, int longest) => text is null || text.Length <= longest ? text : text[..longest];

    private sealed record Known(byte[] Ticket, DateTimeOffset ExpiresAt, DateTimeOffset ReadAt, DateTimeOffset SeenAt);

    [LoggerMessage(EventId = 420, Level = LogLevel.Warning, Message = "The sign-ins could not be read or written; what is known is trusted meanwhile")]
    private static partial void Unread(ILogger logger, Exception exception);
}
