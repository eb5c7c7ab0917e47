using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace ChargingConsole.Core.ChargePoints;

/// <summary>All charge points in memory. Identities compare without regard to case; the first spelling stays.</summary>
public sealed class Fleet
{
    private readonly ConcurrentDictionary<string, ChargePoint> _byId = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, ChargePoint> _waiting = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<int, ChargePoint> _byKey = new();
    private readonly ConcurrentDictionary<string, ChargePoint> _byAlias = new(StringComparer.OrdinalIgnoreCase);
    private int _lastKey;
    private int _connected;

    /// <summary>All charge points that belong to the fleet, in no order.</summary>
    public ICollection<ChargePoint> All => _byId.Values;

    /// <summary>Those that an operator has not taken in: they wait, or are blocked. They are no part of the fleet.</summary>
    public ICollection<ChargePoint> Waiting => _waiting.Values;

    /// <summary>How many those are.</summary>
    public int WaitingCount => _waiting.Count;

    /// <summary>How many there are.</summary>
    public int Count => _byId.Count;

    /// <summary>How many of them are connected.</summary>
    public int Connected => Volatile.Read(ref _connected) is var sockets && _waiting.IsEmpty ? sockets : Math.Max(0, sockets - WaitingConnected());

    /// <summary>The charge point with this identity.</summary>
    public bool TryFind(string chargePointId, [NotNullWhen(true)] out ChargePoint? chargePoint) =>
        _byId.TryGetValue(chargePointId, out chargePoint);

    /// <summary>The charge point with this identity, or null.</summary>
    public ChargePoint? Find(string chargePointId) => _byId.GetValueOrDefault(chargePointId);

    /// <summary>Those with this text in their identity, whatever its case; in no order.</summary>
    public IEnumerable<ChargePoint> Having(string text) => All.Where(chargePoint => chargePoint.Id.Contains(text, StringComparison.OrdinalIgnoreCase));

    /// <summary>The charge point that waits or is blocked under this identity, or null.</summary>
    public ChargePoint? FindWaiting(string chargePointId) => _waiting.GetValueOrDefault(chargePointId);

    /// <summary>The charge point with this key, whether it belongs to the fleet or waits; or null.</summary>
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
        var kept = (added.IsWaiting ? _waiting : _byId).GetOrAdd(row.ChargePointId, added);
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

    /// <summary>Takes one in that waited.</summary>
    internal void TakeIn(ChargePoint chargePoint)
    {
        // In this order, so that it is found at every moment.
        _byId[chargePoint.Id] = chargePoint;
        _waiting.TryRemove(new KeyValuePair<string, ChargePoint>(chargePoint.Id, chargePoint));
    }

    /// <summary>Forgets one that waited or was blocked.</summary>
    internal void Forget(ChargePoint chargePoint)
    {
        _waiting.TryRemove(new KeyValuePair<string, ChargePoint>(chargePoint.Id, chargePoint));
        _byKey.TryRemove(new KeyValuePair<int, ChargePoint>(chargePoint.Key, chargePoint));
    }

    // Few, and mostly none.
    private int WaitingConnected()
    {
        var count = 0;
        foreach (var (_, chargePoint) in _waiting)
        {
            count += chargePoint.State.IsConnected ? 1 : 0;
        }

        return count;
    }

    internal int ConnectedChanged(int by) => Interlocked.Add(ref _connected, by);
}
