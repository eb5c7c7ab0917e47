using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace ChargingConsole.Core.ChargePoints;

/// <summary>All charge points in memory. Identities compare without regard to case; the first spelling stays.</summary>
public sealed class Fleet
{
    private readonly ConcurrentDictionary<string, ChargePoint> _byId = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<int, ChargePoint> _byKey = new();
    private readonly ConcurrentDictionary<string, ChargePoint> _byAlias = new(StringComparer.OrdinalIgnoreCase);
    private int _lastKey;
    private int _connected;

    /// <summary>All charge points, in no order.</summary>
    public ICollection<ChargePoint> All => _byId.Values;

    /// <summary>How many there are.</summary>
    public int Count => _byId.Count;

    /// <summary>How many are connected.</summary>
    public int Connected => Volatile.Read(ref _connected);

    /// <summary>The charge point with this identity.</summary>
    public bool TryFind(string chargePointId, [NotNullWhen(true)] out ChargePoint? chargePoint) =>
        _byId.TryGetValue(chargePointId, out chargePoint);

    /// <summary>The charge point with this identity, or null.</summary>
    public ChargePoint? Find(string chargePointId) => _byId.GetValueOrDefault(chargePointId);

    /// <summary>The charge point with this key, or null.</summary>
    public ChargePoint? Find(int key) => _byKey.GetValueOrDefault(key);

    /// <summary>The charge point with this identity, or with this as one of its other identities; or null.</summary>
    public ChargePoint? FindAlso(string chargePointId) => Find(chargePointId) ?? _byAlias.GetValueOrDefault(chargePointId);

    /// <summary>Takes the other identities of a charge point, separated by spaces.</summary>
    internal void Rename(ChargePoint chargePoint, string? aliases)
    {
        var names = aliases?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        foreach (var (alias, owner) in _byAlias)
        {
            if (owner == chargePoint && !names.Contains(alias, StringComparer.OrdinalIgnoreCase))
            {
                _byAlias.TryRemove(new KeyValuePair<string, ChargePoint>(alias, owner));
            }
        }

        foreach (var name in names)
        {
            _byAlias[name] = chargePoint;
        }
    }

    /// <summary>A key that no charge point has.</summary>
    internal int NextKey() => Interlocked.Increment(ref _lastKey);

    /// <summary>Adds a charge point, or gives the one that is there with the same identity.</summary>
    internal ChargePoint Add(ChargePointRow row)
    {
        var added = new ChargePoint(row);
        var kept = _byId.GetOrAdd(row.ChargePointId, added);
        if (ReferenceEquals(kept, added))
        {
            _byKey[row.Key] = added;
            int seen;
            while ((seen = Volatile.Read(ref _lastKey)) < row.Key && Interlocked.CompareExchange(ref _lastKey, row.Key, seen) != seen)
            {
            }
        }

        return kept;
    }

    internal int ConnectedChanged(int by) => Interlocked.Add(ref _connected, by);
}
