using ChargingConsole.Core.Metrics;

namespace ChargingConsole.Ocpp;

/// <summary>
/// The connections that were refused, so that a wrongly configured charger is seen and helped. One that tries again
/// and again is one line; an address with ever new identities is one line too, once it has several.
/// </summary>
public sealed class RejectedConnections(ChargingMeter meter, TimeProvider clock)
{
    /// <summary>How many lines there are at most; the one that was quiet longest makes room.</summary>
    public const int Capacity = 500;

    /// <summary>How many identities of one address have a line of their own.</summary>
    public const int IdentitiesPerAddress = 20;

    private readonly Lock _lock = new();
    private readonly Dictionary<RejectionKey, RejectedConnection> _lines = [];
    private readonly Dictionary<string, int> _byAddress = new(StringComparer.Ordinal);
    private int _count;
    private long _version;

    /// <summary>The refusals, the one that was quiet longest first.</summary>
    public IReadOnlyList<RejectedConnection> Latest
    {
        get
        {
            lock (_lock)
            {
                return [.. _lines.Values.OrderBy(line => line.At)];
            }
        }
    }

    /// <summary>How many there were since the start.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Changes with every change of the lines.</summary>
    public long Version => Volatile.Read(ref _version);

    /// <summary>Counts a refusal; whether it is worth a line of the log: the first of its kind, and every tenth, hundredth and so on.</summary>
    internal bool Add(string chargePointId, string address, string reason)
    {
        var now = clock.GetUtcNow();
        Interlocked.Increment(ref _count);
        meter.ConnectionRejected();
        lock (_lock)
        {
            _version++;
            var key = new RejectionKey(chargePointId, address, reason);
            if (!_lines.TryGetValue(key, out var line) && _byAddress.GetValueOrDefault(address) >= IdentitiesPerAddress)
            {
                key = new RejectionKey(null, address, "");
                _lines.TryGetValue(key, out line);
            }

            if (line is null)
            {
                MakeRoom();
                _byAddress[address] = _byAddress.GetValueOrDefault(address) + 1;
                line = new RejectedConnection(now, chargePointId, address, reason) { First = now, IsMany = key.ChargePointId is null };
            }
            else
            {
                line = line with { At = now, ChargePointId = chargePointId, Reason = reason, Count = line.Count + 1 };
            }

            _lines[key] = line;
            return line.Count is 1 or 10 or 100 or 1_000 or 10_000 || line.Count % 100_000 == 0;
        }
    }

    /// <summary>Takes the lines of an earlier run.</summary>
    internal void Recall(IEnumerable<RejectedConnection> lines)
    {
        lock (_lock)
        {
            foreach (var line in lines.TakeLast(Capacity))
            {
                var key = line.IsMany ? new RejectionKey(null, line.RemoteAddress, "") : new RejectionKey(line.ChargePointId, line.RemoteAddress, line.Reason);
                if (_lines.TryAdd(key, line))
                {
                    _byAddress[line.RemoteAddress] = _byAddress.GetValueOrDefault(line.RemoteAddress) + 1;
                }
            }
        }
    }

    /// <summary>Removes the lines of an identity: it has been decided on.</summary>
    public void Clear(string chargePointId)
    {
        lock (_lock)
        {
            foreach (var key in _lines.Keys.Where(key => string.Equals(key.ChargePointId, chargePointId, StringComparison.OrdinalIgnoreCase)).ToList())
            {
                Remove(key);
            }
        }
    }

    private void MakeRoom()
    {
        while (_lines.Count >= Capacity)
        {
            Remove(_lines.MinBy(line => line.Value.At).Key);
        }
    }

    private void Remove(RejectionKey key)
    {
        _version++;
        _lines.Remove(key);
        if (_byAddress[key.Address] == 1)
        {
            _byAddress.Remove(key.Address);
        }
        else
        {
            _byAddress[key.Address]--;
        }
    }

    private readonly record struct RejectionKey(string? ChargePointId, string Address, string Reason);
}

/// <summary>Connections that were refused: one charge point from one address for one reason.</summary>
/// <param name="At">When last, UTC.</param>
/// <param name="ChargePointId">Who it said it was, last; empty when it did not say.</param>
/// <param name="RemoteAddress">Where it came from, without the port.</param>
/// <param name="Reason">Why, last, in plain words.</param>
public sealed record RejectedConnection(DateTimeOffset At, string ChargePointId, string RemoteAddress, string Reason)
{
    /// <summary>When first, UTC.</summary>
    public required DateTimeOffset First { get; init; }

    /// <summary>How often.</summary>
    public long Count { get; init; } = 1;

    /// <summary>Whether this is what is left of an address that gave too many identities to list them one by one.</summary>
    public bool IsMany { get; init; }
}
