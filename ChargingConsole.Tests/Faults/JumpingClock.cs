namespace ChargingConsole.Tests.Faults;

/// <summary>
/// A machine whose wall clock is set while the app runs. As on a real one, timers and elapsed times go
/// by another clock, which does not jump. It counts how often timers fire.
/// </summary>
internal sealed class JumpingClock : TimeProvider
{
    private long _offset;
    private long _fired;

    /// <summary>How often a timer fired.</summary>
    public long Fired => Volatile.Read(ref _fired);

    public void Jump(TimeSpan by) => Interlocked.Add(ref _offset, by.Ticks);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Volatile.Read(ref _offset));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(
            passed =>
            {
                Interlocked.Increment(ref _fired);
                callback(passed);
            },
            state, dueTime, period);
}
