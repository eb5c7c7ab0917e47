using System.Collections.Concurrent;
using System.Collections.Frozen;
using ChargingConsole.Auth.Accounts;
using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Auth.Keys;

/// <summary>The API keys in memory, by their hashes: a request asks no table. Read at the start and after each change.</summary>
internal sealed class ApiKeyBook(IServiceScopeFactory scopes, TimeProvider clock)
{
    private readonly ConcurrentDictionary<int, DateTimeOffset> _used = new();
    private volatile FrozenDictionary<string, ApiKeyRow> _byHash = FrozenDictionary<string, ApiKeyRow>.Empty;

    /// <summary>The key with this hash that opens something now, or null.</summary>
    public ApiKeyRow? Find(string sha256) => _byHash.GetValueOrDefault(sha256) is { } key && key.IsGoodAt(clock.GetUtcNow()) ? key : null;

    /// <summary>Whether any key opens something now.</summary>
    public bool Any => _byHash.Values.Any(key => key.IsGoodAt(clock.GetUtcNow()));

    /// <summary>Notes that a key was used; written later, off the request's path.</summary>
    public void Used(int id) => _used[id] = clock.GetUtcNow();

    /// <summary>When a key was used last, by what is not written yet; null when it was not since.</summary>
    public DateTimeOffset? LastUse(int id) => _used.TryGetValue(id, out var time) ? time : null;

    /// <summary>Reads the keys.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<AccountsDbContext>();
        var keys = await context.ApiKeys.AsNoTracking().Where(key => key.RevokedAt == null).ToListAsync(cancellationToken);
        _byHash = keys.ToFrozenDictionary(key => key.Sha256, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Writes when keys were used since the last time.</summary>
    public async Task WriteUsesAsync(CancellationToken cancellationToken)
    {
        if (_used.IsEmpty)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<AccountsDbContext>();
        foreach (var use in _used.ToArray())
        {
            var (id, time) = use;
            await context.ApiKeys.Where(key => key.Id == id).ExecuteUpdateAsync(set => set.SetProperty(key => key.LastUsedAt, time), cancellationToken);
            // What was used again meanwhile stays for the next time.
            _used.TryRemove(use);
        }
    }
}
