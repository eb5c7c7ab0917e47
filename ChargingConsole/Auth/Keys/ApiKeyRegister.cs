using System.Security.Cryptography;
using System.Text;
using ChargingConsole.Auth.Accounts;
using ChargingConsole.Core.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Auth.Keys;

/// <summary>What a key is to be.</summary>
/// <param name="Name">Whose it is.</param>
/// <param name="Scope">What it may do.</param>
/// <param name="IdTags">The tags of a driver's or partner's key.</param>
/// <param name="ExpiresAt">When it ends by itself; null for never.</param>
internal sealed record NewApiKey(string Name, AccessScope Scope, IReadOnlyList<string> IdTags, DateTimeOffset? ExpiresAt);

/// <summary>Makes and revokes API keys: on disk first, then in <see cref="ApiKeyBook"/>, then in whatever is open.</summary>
internal sealed class ApiKeyRegister(
    AccountsDbContext context, ApiKeyBook book, AccessWatch watch, IOptionsMonitor<AccessOptions> options, AuditTrail trail, TimeProvider clock)
{
    /// <summary>What keys begin with, so that scanners for lost secrets know them.</summary>
    public const string Prefix = "cck_";

    /// <summary>All keys, the good ones first, by name.</summary>
    public async Task<IReadOnlyList<ApiKeyRow>> ListAsync(CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        var keys = await context.ApiKeys.AsNoTracking().ToListAsync(cancellationToken);
        foreach (var key in keys)
        {
            key.LastUsedAt = book.LastUse(key.Id) ?? key.LastUsedAt;
        }

        return [.. keys.OrderByDescending(key => key.IsGoodAt(now)).ThenBy(key => key.Name, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Makes a key; null when there is, or was, one of that name.</summary>
    /// <returns>The key's record, and the key: this is the only time that it is known.</returns>
    public async Task<(ApiKeyRow Row, string Key)?> AddAsync(NewApiKey asked, Actor by)
    {
        var name = asked.Name.Trim();
        var taken = options.CurrentValue.Keys.Any(key => string.Equals(key.Name, name, StringComparison.OrdinalIgnoreCase))
            || (await context.ApiKeys.AsNoTracking().Select(key => key.Name).ToListAsync()).Contains(name, StringComparer.OrdinalIgnoreCase);
        if (taken)
        {
            return null;
        }

        var key = Prefix + NewKeyCommand.NewKey();
        var row = new ApiKeyRow
        {
            Name = name,
            Scope = asked.Scope,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))),
            Hint = key[..8],
            IdTags = asked.IdTags.Count == 0 ? null : string.Join('\n', asked.IdTags.Select(tag => tag.Trim()).Distinct(StringComparer.OrdinalIgnoreCase)),
            CreatedAt = clock.GetUtcNow(),
            CreatedBy = by.Name,
            ExpiresAt = asked.ExpiresAt,
        };
        context.ApiKeys.Add(row);
        try
        {
            await context.SaveChangesAsync();
        }
        catch (DbUpdateException) when (context.ApiKeys.AsNoTracking().Any(other => other.Name == name))
        {
            // Somebody was faster.
            context.Entry(row).State = EntityState.Detached;
            return null;
        }

        await book.LoadAsync();
        await trail.RecordAsync(by, "key.made", Subject(row), detail: $"{row.Scope}{(row.ExpiresAt is { } end ? $", until {end:yyyy-MM-dd}" : "")}");
        return (row, key);
    }

    /// <summary>Revokes a key; it loses access at once, in what is open too. False when there is none of that number.</summary>
    public async Task<bool> RevokeAsync(int id, Actor by)
    {
        var row = await context.ApiKeys.AsNoTracking().SingleOrDefaultAsync(key => key.Id == id);
        if (row is null || row.RevokedAt is not null)
        {
            return row is not null;
        }

        var now = clock.GetUtcNow();
        await context.ApiKeys.Where(key => key.Id == id && key.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(key => key.RevokedAt, now).SetProperty(key => key.RevokedBy, by.Name));
        await book.LoadAsync();
        watch.Tell();
        await trail.RecordAsync(by, "key.revoked", Subject(row));
        return true;
    }

    private static string Subject(ApiKeyRow row) => $"{row.Name} (key {row.Id})";
}
