using System.Collections.Concurrent;
using System.Collections.Immutable;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Data;

namespace ChargingConsole.Core.Security;

/// <summary>What the door knows of a charge point.</summary>
/// <param name="Rule">What is asked of it; null when nothing of its own is.</param>
/// <param name="Keys">The passwords it may come in with, the newest last.</param>
public sealed record DoorEntry(DoorRuleRow? Rule, ImmutableArray<ChargerKeyRow> Keys)
{
    /// <summary>Nothing is known.</summary>
    public static DoorEntry None { get; } = new(null, []);

    /// <summary>The lowest security profile it may come with, as far as it is of its own.</summary>
    public SecurityProfile Required => Rule?.Required ?? SecurityProfile.Open;

    /// <summary>The newest password; null when there is none.</summary>
    public ChargerKeyRow? Newest => Keys.IsEmpty ? null : Keys[^1];

    /// <summary>Whether a password was set or sent that the charge point has not come in with.</summary>
    public bool IsKeyUnproven => Newest is { ProvenAt: null };
}

/// <summary>What the door knows of every charge point, in memory; rows are on disk before they are here.</summary>
public sealed class DoorBook
{
    private readonly ConcurrentDictionary<int, DoorEntry> _entries = new();
    private readonly ConcurrentDictionary<string, bool> _random = new();
    private long _lastNumber;

    /// <summary>What is known of a charge point.</summary>
    public DoorEntry Of(ChargePoint chargePoint) => _entries.GetValueOrDefault(chargePoint.Key, DoorEntry.None);

    internal long NextNumber() => Interlocked.Increment(ref _lastNumber);

    internal void Load(IEnumerable<DoorRuleRow> rules, IEnumerable<ChargerKeyRow> keys)
    {
        foreach (var rule in rules)
        {
            Take(rule);
        }

        foreach (var key in keys.OrderBy(key => key.Number))
        {
            _lastNumber = Math.Max(_lastNumber, key.Number);
            Take(key.ChargePointKey, [key], []);
        }
    }

    internal void Take(DoorRuleRow rule) =>
        _entries.AddOrUpdate(rule.ChargePointKey, static (_, added) => new DoorEntry(added, []), static (_, entry, added) => entry with { Rule = added }, rule);

    /// <summary>Takes passwords as they are on disk now, and lets go of others.</summary>
    internal void Take(int chargePointKey, IReadOnlyCollection<ChargerKeyRow> changed, IReadOnlyCollection<ChargerKeyRow> removed) =>
        _entries.AddOrUpdate(
            chargePointKey,
            static (_, change) => Change(DoorEntry.None, change.changed, change.removed),
            static (_, entry, change) => Change(entry, change.changed, change.removed),
            (changed, removed));

    /// <summary>Adds to the unit the end of all that is known of a charge point: its number may be another's one day.</summary>
    internal void Delete(ChargePoint chargePoint, UnitOfWork unit)
    {
        var entry = Of(chargePoint);
        if (entry.Rule is { } rule)
        {
            unit.Delete(rule);
        }

        foreach (var key in entry.Keys)
        {
            unit.Delete(key);
        }
    }

    /// <summary>Forgets a charge point.</summary>
    internal void Forget(ChargePoint chargePoint) => _entries.TryRemove(chargePoint.Key, out _);

    /// <summary>Notes that a key about to be sent is a random one.</summary>
    internal void Announce(string randomKey) => _random[randomKey] = true;

    /// <summary>Whether a key was announced; it is forgotten with this.</summary>
    internal bool WasAnnounced(string key) => _random.TryRemove(key, out _);

    private static DoorEntry Change(DoorEntry entry, IReadOnlyCollection<ChargerKeyRow> changed, IReadOnlyCollection<ChargerKeyRow> removed) => entry with
    {
        Keys = [.. entry.Keys.Where(known => !changed.Concat(removed).Any(row => row.Number == known.Number)).Concat(changed).OrderBy(row => row.Number)],
    };
}
