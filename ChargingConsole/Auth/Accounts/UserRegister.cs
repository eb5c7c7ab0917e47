using System.Globalization;
using ChargingConsole.Core.Audit;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Auth.Accounts;

/// <summary>
/// What administrators do to accounts. Each change ends what the user has open, and gives what went wrong, in English, or null.
/// Whoever calls has asked whether the caller may. One change at a time, so that the last administrator is never lost to two at once.
/// </summary>
public sealed partial class UserRegister : IDisposable
{
    private const string Gone = "This user is gone.";
    private const string LastOne = "This is the last administrator. Make another one first.";

    private readonly IServiceScopeFactory _scopes;
    private readonly SignIns _signIns;
    private readonly AccountWatch _watch;
    private readonly AccountTrail _trail;
    private readonly TimeProvider _clock;
    private readonly ILogger<UserRegister> _logger;
    private readonly SemaphoreSlim _one = new(1);

    internal UserRegister(IServiceScopeFactory scopes, SignIns signIns, AccountWatch watch, AccountTrail trail, TimeProvider clock, ILogger<UserRegister> logger) =>
        (_scopes, _signIns, _watch, _trail, _clock, _logger) = (scopes, signIns, watch, trail, clock, logger);

    /// <summary>All users, by name.</summary>
    public async Task<IReadOnlyList<UserEntry>> ListAsync()
    {
        await using var scope = _scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<AccountsDbContext>();
        var roles = (await (from link in context.UserRoles join role in context.Roles on link.RoleId equals role.Id select new { link.UserId, role.Name }).ToListAsync())
            .ToLookup(link => link.UserId, link => link.Name);
        var external = (await context.UserLogins.Select(login => login.UserId).ToListAsync()).ToHashSet();
        var passkeys = (await context.UserPasskeys.Select(passkey => passkey.UserId).ToListAsync()).CountBy(id => id).ToDictionary();
        var now = _clock.GetUtcNow();
        var users = await context.Users.AsNoTracking().OrderBy(user => user.DisplayName).ThenBy(user => user.Id).ToListAsync();
        return
        [
            .. users.Select(user => new UserEntry
            {
                Id = user.Id,
                DisplayName = user.DisplayName,
                Email = user.Email ?? "",
                Role = roles[user.Id].Select(name => Enum.TryParse<AccessRole>(name, out var role) ? role : (AccessRole?)null).Max(),
                IsDisabled = user.IsDisabled,
                LockedUntil = user.LockoutEnd > now ? user.LockoutEnd : null,
                HasPassword = user.PasswordHash is not null,
                IsExternal = external.Contains(user.Id),
                HasSecondFactor = user.TwoFactorEnabled,
                Passkeys = passkeys.GetValueOrDefault(user.Id),
                LastSignInAt = user.LastSignInAt,
            }),
        ];
    }

    /// <summary>Makes a user without a password; gives the path of the one-time link by which they choose one.</summary>
    public async Task<(string? Link, string? Wrong)> InviteAsync(Actor by, string name, string email, AccessRole role)
    {
        (name, email) = (name.Trim(), email.Trim());
        if (name.Length is 0 or > 256)
        {
            return (null, "Please tell a name.");
        }

        string? link = null;
        var wrong = await ChangeAsync(null, async (users, _) =>
        {
            var user = new ConsoleUser { UserName = email, Email = email, DisplayName = name, CreatedAt = _clock.GetUtcNow() };
            if (await users.CreateAsync(user) is { Succeeded: false } refused)
            {
                return refused.Errors.First().Description;
            }

            await users.AddToRoleAsync(user, role.ToString());
            link = await LinkAsync(users, user);
            await _trail.NoteAsync(by, AccountTrail.Invited, email, role.ToString());
            return null;
        });
        return (link, wrong);
    }

    /// <summary>A new one-time link for a user who lost the first, or the password.</summary>
    public async Task<(string? Link, string? Wrong)> LinkAsync(Actor by, int userId)
    {
        string? link = null;
        var wrong = await ChangeAsync(userId, async (users, user) =>
        {
            link = await LinkAsync(users, user!);
            await _trail.NoteAsync(by, AccountTrail.LinkMade, user!.Email);
            return null;
        });
        return (link, wrong);
    }

    /// <summary>Gives a user another role.</summary>
    public Task<string?> ChangeRoleAsync(Actor by, int userId, AccessRole role) => ChangeAsync(userId, async (users, user) =>
    {
        var present = (await users.GetRolesAsync(user!)).Where(name => name != ConsoleRole.Driver).ToList();
        if (present.Contains(role.ToString()))
        {
            return null;
        }

        if (present.Contains(Policies.Administrator) && await IsLastAsync(users, user!))
        {
            return LastOne;
        }

        await users.RemoveFromRolesAsync(user!, present);
        await users.AddToRoleAsync(user!, role.ToString());
        await EndAsync(users, user!);
        await _trail.NoteAsync(by, AccountTrail.RoleChanged, user!.Email, role.ToString());
        return null;
    });

    /// <summary>Closes an account, or opens it again.</summary>
    public Task<string?> DisableAsync(Actor by, int userId, bool disable) => ChangeAsync(userId, async (users, user) =>
    {
        if (disable && await IsLastAsync(users, user!))
        {
            return LastOne;
        }

        user!.IsDisabled = disable;
        await users.UpdateAsync(user);
        await EndAsync(users, user);
        await _trail.NoteAsync(by, disable ? AccountTrail.Disabled : AccountTrail.Enabled, user.Email);
        return null;
    });

    /// <summary>Lets a user try again who is locked after too many wrong tries.</summary>
    public Task<string?> UnlockAsync(Actor by, int userId) => ChangeAsync(userId, async (users, user) =>
    {
        await users.SetLockoutEndDateAsync(user!, null);
        await users.ResetAccessFailedCountAsync(user!);
        await _trail.NoteAsync(by, AccountTrail.Unlocked, user!.Email);
        return null;
    });

    /// <summary>Takes a user's second factor and passkeys away, for somebody who lost them.</summary>
    public Task<string?> ResetFactorsAsync(Actor by, int userId) => ChangeAsync(userId, async (users, user) =>
    {
        foreach (var passkey in await users.GetPasskeysAsync(user!))
        {
            await users.RemovePasskeyAsync(user!, passkey.CredentialId);
        }

        await users.SetTwoFactorEnabledAsync(user!, false);
        await users.ResetAuthenticatorKeyAsync(user!);
        await EndAsync(users, user!);
        await _trail.NoteAsync(by, AccountTrail.FactorsReset, user!.Email);
        return null;
    });

    /// <summary>Removes an account for good.</summary>
    public Task<string?> DeleteAsync(Actor by, int userId) => ChangeAsync(userId, async (users, user) =>
    {
        if (await IsLastAsync(users, user!))
        {
            return LastOne;
        }

        await _signIns.EndAllAsync(userId);
        var result = await users.DeleteAsync(user!);
        _watch.Forget(userId);
        await _trail.NoteAsync(by, AccountTrail.Deleted, user!.Email);
        return result.Succeeded ? null : result.Errors.First().Description;
    });

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private async Task<string?> ChangeAsync(int? userId, Func<UserManager<ConsoleUser>, ConsoleUser?, Task<string?>> change)
    {
        await _one.WaitAsync();
        try
        {
            await using var scope = _scopes.CreateAsyncScope();
            var users = scope.ServiceProvider.GetRequiredService<UserManager<ConsoleUser>>();
            var user = userId is { } id ? await users.FindByIdAsync(id.ToString(CultureInfo.InvariantCulture)) : null;
            return userId is not null && user is null ? Gone : await change(users, user);
        }
        catch (Exception exception) when (exception is System.Data.Common.DbException or DbUpdateException or TimeoutException)
        {
            Failed(_logger, exception);
            return "The database is away; nothing was changed. Try again in a moment.";
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task EndAsync(UserManager<ConsoleUser> users, ConsoleUser user)
    {
        await users.UpdateSecurityStampAsync(user);
        await _signIns.EndAllAsync(user.Id);
        _watch.Forget(user.Id);
    }

    private static async Task<bool> IsLastAsync(UserManager<ConsoleUser> users, ConsoleUser user)
    {
        var administrators = (await users.GetUsersInRoleAsync(Policies.Administrator)).Where(other => !other.IsDisabled).ToList();
        return administrators is [var only] && only.Id == user.Id;
    }

    private static async Task<string> LinkAsync(UserManager<ConsoleUser> users, ConsoleUser user) =>
        $"{SetupEndpoints.InvitationPath}?user={user.Id.ToString(CultureInfo.InvariantCulture)}&code={Uri.EscapeDataString(await users.GeneratePasswordResetTokenAsync(user))}";

    [LoggerMessage(EventId = 451, Level = LogLevel.Warning, Message = "A user could not be changed")]
    private static partial void Failed(ILogger logger, Exception exception);
}
