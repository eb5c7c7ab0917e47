using ChargingConsole.Core.Charging;

namespace ChargingConsole.Core.ChargePoints;

/// <summary>A charge point in memory: its identity, its present state, and what it said lately.</summary>
public sealed class ChargePoint
{
    private readonly Lock _lock = new();
    private readonly RecentTransactions _recent = new();
    private volatile ChargePointState _state;
    private long _lastHeardTicks;
    private long _quirks;

    internal ChargePoint(ChargePointRow row)
    {
        _state = new ChargePointState { Row = row };
        _quirks = row.QuirkCount;
        _lastHeardTicks = row.LastSeenAt?.UtcTicks ?? 0;
    }

    /// <summary>The row's key.</summary>
    public int Key => _state.Row.Key;

    /// <summary>The identity as first spelled.</summary>
    public string Id => _state.Row.ChargePointId;

    /// <summary>The present state.</summary>
    public ChargePointState State => _state;

    /// <summary>When a frame last came from it, UTC; null when never.</summary>
    public DateTimeOffset? LastHeardAt =>
        Volatile.Read(ref _lastHeardTicks) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>How many of its frames deviated from the specification.</summary>
    public long Quirks => Volatile.Read(ref _quirks);

    /// <summary>Its latest transactions, open or ended, for retries and stragglers.</summary>
    internal RecentTransactions Recent => _recent;

    internal void Heard(DateTimeOffset at) => Volatile.Write(ref _lastHeardTicks, at.UtcTicks);

    internal void Deviated() => Interlocked.Increment(ref _quirks);

    /// <summary>Replaces the state. Frames, operators and connections change it at once, so each change sees the last.</summary>
    internal ChargePointState Change<T>(T argument, Func<ChargePointState, T, ChargePointState> change)
    {
        lock (_lock)
        {
            return _state = change(_state, argument);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Id;
}
