namespace ChargingConsole.Core.Ocpp.Limits;

/// <summary>Counts what happens within a span of time, by address and in all. What it remembers is bounded: a new span begins empty.</summary>
public sealed class AddressWindow(int perAddress, int inAll, TimeSpan span, TimeProvider clock)
{
    // Addresses beyond these are counted as one.
    private const int Remembered = 10_000;
    private const string Others = "";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _byAddress = new(StringComparer.Ordinal);
    private long _began = clock.GetTimestamp();
    private int _count;

    /// <summary>When the next span begins, from now.</summary>
    public TimeSpan Rest
    {
        get
        {
            var rest = span - clock.GetElapsedTime(Volatile.Read(ref _began));
            return rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
        }
    }

    /// <summary>Counts one more, if it may be.</summary>
    /// <param name="address">Where it comes from; null for one that counts only among all.</param>
    public WindowLimit Take(string? address)
    {
        lock (_lock)
        {
            if (clock.GetElapsedTime(_began) >= span)
            {
                Volatile.Write(ref _began, clock.GetTimestamp());
                _byAddress.Clear();
                _count = 0;
            }

            if (_count >= inAll)
            {
                return WindowLimit.InAll;
            }

            if (address is not null)
            {
                var key = _byAddress.Count < Remembered || _byAddress.ContainsKey(address) ? address : Others;
                var count = _byAddress.GetValueOrDefault(key);
                if (count >= perAddress)
                {
                    return WindowLimit.PerAddress;
                }

                _byAddress[key] = count + 1;
            }

            _count++;
            return WindowLimit.None;
        }
    }
}

/// <summary>Which limit was met.</summary>
public enum WindowLimit : byte
{
    /// <summary>None.</summary>
    None,
    /// <summary>That of one address.</summary>
    PerAddress,
    /// <summary>That of all together.</summary>
    InAll,
}
