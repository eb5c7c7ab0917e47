using System.Collections.Concurrent;

namespace ChargingConsole.Core.SmartCharging;

/// <summary>The charging profiles that operators keep, in memory.</summary>
public sealed class ProfileLibrary
{
    private readonly ConcurrentDictionary<int, ProfileRow> _profiles = new();

    /// <summary>All profiles by name.</summary>
    public IReadOnlyList<ProfileRow> All => [.. _profiles.Values.OrderBy(profile => profile.Name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>The profile with this number; null when there is none.</summary>
    public ProfileRow? Find(int id) => _profiles.GetValueOrDefault(id);

    /// <summary>The profile of the library that an installed one is or once was; null when it is none of the library.</summary>
    public ProfileRow? Origin(InstalledProfileRow installed) =>
        ProfileIds.LibraryId(installed.ProfileId) is { } id && ProfileIds.OfLibrary(id, installed.ConnectorId) == installed.ProfileId ? Find(id) : null;

    internal void Put(ProfileRow profile) => _profiles[profile.Id] = profile;

    internal void Remove(int id) => _profiles.TryRemove(id, out _);
}
