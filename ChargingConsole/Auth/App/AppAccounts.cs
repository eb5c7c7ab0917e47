using System.Globalization;
using System.Text.RegularExpressions;
using ChargingConsole.Auth.Accounts;
using ChargingConsole.Core.Audit;
using ChargingConsole.Core.IdTags;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Auth.App;

/// <summary>Signs the app's users in, makes them, and gives them id tags.</summary>
internal sealed partial class AppAccounts(
    AccountsDbContext context,
    UserManager<ConsoleUser> users,
    SignInManager<ConsoleUser> door,
    AccessWatch watch,
    AppUsers known,
    IdTagBook book,
    IdTagRegister register,
    IOptionsMonitor<AccessOptions> options,
    IHostEnvironment environment,
    AuditTrail trail,
    AccountTrail strangers,
    TimeProvider clock)
{
    /// <summary>What is said of a wrong address and a wrong password alike.</summary>
    public const string Wrong = "Invalid email or password";

    private const int MostTags = 50;

    // One at a time, since a tag is made in two places one after the other: a user's first sign-ins may come at once.
    private static readonly SemaphoreSlim s_giving = new(1);

    // What a password is compared with where there is no such user, so that both take the same time.
    private static readonly string s_nobodys = new PasswordHasher<ConsoleUser>().HashPassword(new ConsoleUser(), Guid.NewGuid().ToString());

    /// <summary>Whether people may register themselves.</summary>
    public bool IsOpen => options.CurrentValue.Registration ?? environment.IsDevelopment();

    /// <summary>The user with this password, or why not.</summary>
    public async Task<(ConsoleUser? User, string? Refusal)> SignInAsync(string email, string password, string? address)
    {
        if (await users.FindByEmailAsync(email.Trim()) is not { } user || user.PasswordHash is null)
        {
            users.PasswordHasher.VerifyHashedPassword(new ConsoleUser(), s_nobodys, password);
            await strangers.NoteStrangerAsync(new Actor(AccountTrail.Stranger, ActorWay.App, address), email.Trim(), "no such user");
            return (null, Wrong);
        }

        var result = await door.CheckPasswordSignInAsync(user, password, lockoutOnFailure: true);
        if (!result.Succeeded)
        {
            await trail.RecordAsync(new Actor(user.Email!, ActorWay.App, address), AuditWords.SignInRefused, user.Email, AuditOutcome.Refused, result.IsLockedOut ? "locked" : null);
            return (null, result.IsLockedOut ? Locked(user) : Wrong);
        }

        if (user.TwoFactorEnabled)
        {
            return (null, "This account has a second factor, which the app cannot ask for. Sign in to the console in a browser.");
        }

        // Another sign-in of the same user may have written the same row meanwhile: that is not to be tried again here.
        context.ChangeTracker.Clear();
        var now = clock.GetUtcNow();
        await context.Users.Where(known => known.Id == user.Id).ExecuteUpdateAsync(set => set.SetProperty(known => known.LastSignInAt, now));
        if (await users.IsInRoleAsync(user, ConsoleRole.Driver))
        {
            await GiveOwnTagAsync(user);
        }

        await trail.RecordAsync(new Actor(user.Email!, ActorWay.App, address), AuditWords.SignedIn, user.Email);
        return (user, null);
    }

    /// <summary>Makes a driver, or tells why not.</summary>
    public async Task<(ConsoleUser? User, string? Refusal)> RegisterAsync(string email, string password, string? name, string? phone, string? address)
    {
        if (!IsOpen)
        {
            return (null, "Registration is closed here. Ask the operator for an account.");
        }

        email = email.Trim();
        if (!Address().IsMatch(email))
        {
            return (null, "Please enter a valid email address");
        }

        var user = new ConsoleUser
        {
            UserName = email,
            Email = email,
            DisplayName = string.IsNullOrWhiteSpace(name) ? email.Split('@')[0] : name.Trim(),
            PhoneNumber = string.IsNullOrWhiteSpace(phone) ? null : phone.Trim(),
            CreatedAt = clock.GetUtcNow(),
            LastSignInAt = clock.GetUtcNow(),
        };
        var made = await users.CreateAsync(user, password);
        if (!made.Succeeded)
        {
            return (null, made.Errors.Any(error => error.Code is nameof(IdentityErrorDescriber.DuplicateEmail) or nameof(IdentityErrorDescriber.DuplicateUserName))
                ? "Email already registered"
                : string.Join(' ', made.Errors.Select(error => error.Description)));
        }

        await users.AddToRoleAsync(user, ConsoleRole.Driver);
        await GiveOwnTagAsync(user);
        await trail.RecordAsync(new Actor(email, ActorWay.App, address), "user.registered", email);
        return (user, null);
    }

    /// <summary>A user's tags, the one that the app charges for first.</summary>
    public async Task<IReadOnlyList<string>> TagsAsync(int userId) =>
        await context.UserTags.AsNoTracking().Where(tag => tag.UserId == userId).OrderByDescending(tag => tag.IsDefault).ThenBy(tag => tag.Key).Select(tag => tag.IdTag).ToListAsync();

    /// <summary>Gives a user these tags and no others; a sentence when one is unknown or somebody else's.</summary>
    public async Task<string?> AssignAsync(ConsoleUser user, IReadOnlyList<string> idTags, Actor by)
    {
        var tags = idTags.Select(tag => tag.Trim()).Distinct(StringComparer.OrdinalIgnoreCase).Take(MostTags).ToList();
        if (tags.Find(tag => book.Find(tag) is null) is { } unknown)
        {
            return $"Id tag {unknown} is unknown.";
        }

        var keys = tags.Select(Key).ToArray();
        if (await context.UserTags.AsNoTracking().FirstOrDefaultAsync(tag => keys.Contains(tag.Key) && tag.UserId != user.Id) is { } taken)
        {
            return $"Id tag {taken.IdTag} belongs to another user.";
        }

        await s_giving.WaitAsync();
        try
        {
            await ReplaceAsync(user, keys);
        }
        finally
        {
            s_giving.Release();
        }

        known.Forget(user.Id);
        watch.Tell();
        await trail.RecordAsync(by, "user.id_tags.changed", user.Email, detail: string.Join(", ", tags));
        return null;
    }

    private async Task ReplaceAsync(ConsoleUser user, string[] keys)
    {
        var before = await context.UserTags.Where(tag => tag.UserId == user.Id).ToListAsync();
        context.UserTags.RemoveRange(before.Where(tag => !keys.Contains(tag.Key)));
        foreach (var (i, key) in keys.Index())
        {
            if (before.Find(tag => tag.Key == key) is { } kept)
            {
                kept.IsDefault = i == 0;
            }
            else
            {
                context.UserTags.Add(new UserTagRow { Key = key, IdTag = book.Find(key)!.IdTag, UserId = user.Id, IsDefault = i == 0 });
            }
        }

        user.HasAssignedTags = true;
        await context.SaveChangesAsync();
    }

    /// <summary>Makes the tag that the app charges for, once; not where somebody decided which tags the user has, be it none.</summary>
    private async Task GiveOwnTagAsync(ConsoleUser user)
    {
        if (user.HasAssignedTags || await context.UserTags.AnyAsync(tag => tag.UserId == user.Id))
        {
            return;
        }

        await s_giving.WaitAsync();
        try
        {
            await MakeOwnTagAsync(user);
        }
        finally
        {
            s_giving.Release();
        }
    }

    private async Task MakeOwnTagAsync(ConsoleUser user)
    {
        // Asked again, since what was read before the password was checked may be old.
        if (await context.UserTags.AnyAsync(tag => tag.UserId == user.Id) || await context.Users.AnyAsync(row => row.Id == user.Id && row.HasAssignedTags))
        {
            return;
        }

        var note = string.Create(CultureInfo.InvariantCulture, $"Made for app user {user.Id}");
        for (var i = 0; i < 100; i++)
        {
            var tag = string.Create(CultureInfo.InvariantCulture, $"APP{user.Id}{(i == 0 ? "" : $"-{i}")}");
            // One of that name is ours when a crash came between this step and the next.
            if (await register.AddAsync(tag, row => row with { Note = note }, new Actor(user.Email ?? tag, ActorWay.App)) is not null || book.Find(tag)?.Note == note)
            {
                context.UserTags.Add(new UserTagRow { Key = Key(tag), IdTag = tag, UserId = user.Id, IsDefault = true });
                await context.SaveChangesAsync();
                known.Forget(user.Id);
                return;
            }
        }
    }

    private string Locked(ConsoleUser user)
    {
        var minutes = Math.Max(1, (int)Math.Ceiling(((user.LockoutEnd ?? clock.GetUtcNow()) - clock.GetUtcNow()).TotalMinutes));
        return string.Create(CultureInfo.InvariantCulture, $"Account temporarily locked after too many failed attempts. Try again in {minutes} minute{(minutes == 1 ? "" : "s")}.");
    }

    private static string Key(string tag) => tag.Trim().ToUpperInvariant();

    [GeneratedRegex(@"^[^@\s\p{C}]+@[^@\s\p{C}]+\.[^@\s\p{C}]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
