using ChargingConsole.Core.Audit;
using ChargingConsole.Core.Data;

namespace ChargingConsole.Core.SmartCharging;

/// <summary>Makes, changes and removes charging profiles of the library: on disk first, then in <see cref="ProfileLibrary"/>.</summary>
public sealed class ProfileRegister(ProfileLibrary library, CommitQueue commits, AuditTrail trail, TimeProvider clock) : IDisposable
{
    // One change at a time: what memory says at the end is then what the disk says.
    private readonly SemaphoreSlim _turn = new(1, 1);
    private int _lastId;

    /// <summary>The highest number that leaves room for an id on every connector (see <see cref="ProfileIds"/>).</summary>
    internal const int HighestId = 899_999;

    /// <summary>Adds a profile.</summary>
    /// <returns>The profile as stored; null when another has the name.</returns>
    /// <exception cref="DatabaseUnavailableException">The database is away; nothing was changed.</exception>
    public Task<ProfileRow?> AddAsync(string name, ProfileDefinition definition, Actor by) => InTurnAsync(async () =>
    {
        if (IsTaken(name, null))
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var row = new ProfileRow { Id = ++_lastId, Name = name.Trim(), Profile = ProfileText.Write(definition), CreatedAt = now, UpdatedAt = now };
        var unit = new UnitOfWork();
        unit.Insert(row);
        trail.Note(unit, by, AuditWords.ProfileMade, row.Name, null, row);
        await commits.CommitAsync(unit);
        library.Put(row);
        return row;
    });

    /// <summary>Replaces a profile; what is installed of it on chargers stays as it is.</summary>
    /// <returns>The profile as stored; null when another has the name or there is none with this number.</returns>
    /// <exception cref="DatabaseUnavailableException">The database is away; nothing was changed.</exception>
    public Task<ProfileRow?> ChangeAsync(int id, string name, ProfileDefinition definition, Actor by) => InTurnAsync(async () =>
    {
        if (library.Find(id) is not { } known || IsTaken(name, id))
        {
            return null;
        }

        var row = known with { Name = name.Trim(), Profile = ProfileText.Write(definition), UpdatedAt = clock.GetUtcNow() };
        var unit = new UnitOfWork();
        unit.Update(row);
        trail.Note(unit, by, AuditWords.ProfileChanged, row.Name, known, row);
        await commits.CommitAsync(unit);
        library.Put(row);
        return row;
    });

    /// <summary>Removes a profile; what is installed of it on chargers stays. False when there is none with this number.</summary>
    /// <exception cref="DatabaseUnavailableException">The database is away; nothing was changed.</exception>
    public Task<bool> RemoveAsync(int id, Actor by) => InTurnAsync(async () =>
    {
        if (library.Find(id) is not { } known)
        {
            return false;
        }

        var unit = new UnitOfWork();
        unit.Delete(known);
        trail.Note(unit, by, AuditWords.ProfileRemoved, known.Name, known, null);
        await commits.CommitAsync(unit);
        library.Remove(id);
        return true;
    });

    /// <summary>Whether another profile than this one has the name.</summary>
    public bool IsTaken(string name, int? id) =>
        library.All.Any(profile => profile.Id != id && string.Equals(profile.Name, name.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    internal void StartAfter(int lastId) => _lastId = lastId;

    private async Task<T> InTurnAsync<T>(Func<Task<T>> change)
    {
        await _turn.WaitAsync();
        try
        {
            return await change();
        }
        finally
        {
            _turn.Release();
        }
    }
}
