using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace ChargingConsole.Tests.Simulator;

/// <summary>A clock that tells what is waited for: it must not go on before somebody waits.</summary>
internal sealed class WatchedClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    /// <summary>How long every wait was meant to be, in the order they began.</summary>
    public ConcurrentQueue<TimeSpan> Waits { get; } = new();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        Waits.Enqueue(dueTime);
        return timer;
    }
}
