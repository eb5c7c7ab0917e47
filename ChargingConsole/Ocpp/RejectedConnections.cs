using System.Collections.Immutable;
using ChargingConsole.Core.Metrics;

namespace ChargingConsole.Ocpp;

/// <summary>The latest connections that were refused, so that a wrongly configured charger is seen and helped.</summary>
public sealed class RejectedConnections(ChargingMeter meter, TimeProvider clock)
{
    private const int Capacity = 200;

    private ImmutableQueue<RejectedConnection> _latest = [];
    private int _count;

    /// <summary>The refusals, oldest first.</summary>
    public IEnumerable<RejectedConnection> Latest => _latest;

    /// <summary>How many there were since the start.</summary>
    public int Count => Volatile.Read(ref _count);

    internal void Add(string chargePointId, string remoteAddress, string reason)
    {
        var entry = new RejectedConnection(clock.GetUtcNow(), chargePointId, remoteAddress, reason);
        var count = Interlocked.Increment(ref _count);
        meter.ConnectionRejected();
        ImmutableInterlocked.Update(ref _latest, static (latest, added) =>
        {
            var next = latest.Enqueue(added.entry);
            return added.count > Capacity ? next.Dequeue() : next;
        }, (entry, count));
    }
}

/// <summary>A connection that was refused.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="ChargePointId">Who it said it was; empty when it did not say.</param>
/// <param name="RemoteAddress">Where it came from.</param>
/// <param name="Reason">Why, in plain words.</param>
public sealed record RejectedConnection(DateTimeOffset At, string ChargePointId, string RemoteAddress, string Reason);
