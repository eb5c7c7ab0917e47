namespace ChargingConsole.Core.Ocpp.Limits;

/// <summary>How fast messages of one charge point are read: a moment per message, and a burst of them at once.</summary>
internal sealed class FramePaceRule(LimitOptions limits, TimeProvider clock)
{
    /// <summary>The time of one message, in timestamps; 0 for no limit.</summary>
    public long PerFrame { get; } = limits.FramesPerSecond == 0 ? 0 : Math.Max(1, clock.TimestampFrequency / limits.FramesPerSecond);

    /// <summary>How far messages may be ahead of their time, in timestamps.</summary>
    public long Burst { get; } = limits.FramesPerSecond == 0 ? 0 : Math.Max(1, clock.TimestampFrequency / limits.FramesPerSecond) * limits.FrameBurst;

    /// <summary>How long a flood is borne, in timestamps.</summary>
    public long Flood { get; } = limits.FloodSeconds * clock.TimestampFrequency;

    /// <summary>How many timestamps a second has.</summary>
    public long Frequency { get; } = clock.TimestampFrequency;
}

/// <summary>
/// What one charge point has used of its pace: two numbers, touched by its receive loop alone. Over the limit its
/// socket is left unread for a moment, so that the charge point itself has to wait (TCP); nothing of it is dropped.
/// </summary>
internal struct FramePace
{
    private long _due;
    private long _floodSince;

    /// <summary>Whether its last message had to wait.</summary>
    public readonly bool IsPressed => _floodSince != 0;

    /// <summary>Counts a message; gives for how long it has to wait, in timestamps, mostly 0.</summary>
    public long Take(long now, FramePaceRule rule)
    {
        if (rule.PerFrame == 0)
        {
            return 0;
        }

        _due = Math.Max(_due, now) + rule.PerFrame;
        var wait = _due - now - rule.Burst;
        if (wait <= 0)
        {
            _floodSince = 0;
            return 0;
        }

        if (_floodSince == 0)
        {
            _floodSince = now;
        }

        return wait;
    }

    /// <summary>
    /// Whether it floods: over the limit all the time, and with the next message always there already. One that waits
    /// for its answers, as OCPP-J 1.6 §4.1.1 has it, is merely served at its pace however much it has to tell.
    /// </summary>
    public bool IsFlood(bool nextIsThere, long now, FramePaceRule rule)
    {
        if (_floodSince == 0)
        {
            return false;
        }

        if (!nextIsThere)
        {
            _floodSince = 0;
            return false;
        }

        return now - _floodSince > rule.Flood;
    }
}
