using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Ocpp.Frames;

namespace ChargingConsole.Core.Ocpp.V16;

/// <summary>The times a charge point tells, as far as they can be believed.</summary>
internal static class ChargerTime
{
    private static readonly TimeSpan s_near = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_apart = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The time told, or the receive time when it is missing or beyond belief. A time without a zone is UTC,
    /// or what the charge point's clock is known to be off by whole half hours.
    /// </summary>
    public static DateTimeOffset Of(DateTimeOffset? told, CallContext call)
    {
        if (told is not { } time)
        {
            return call.ReceivedAt;
        }

        if ((call.Flags & FrameFlags.NoZone) != 0)
        {
            time = ToUtc(time, call);
        }

        call.ChargePoint.Told(time - call.ReceivedAt);
        if (ChargePointTime.IsBelievable(time, call.ReceivedAt))
        {
            return time;
        }

        call.Flags |= FrameFlags.OddTimestamp;
        return call.ReceivedAt;
    }

    private static DateTimeOffset ToUtc(DateTimeOffset told, CallContext call)
    {
        var known = TimeSpan.FromMinutes(call.ChargePoint.State.QuirkSettings?.TimeOffsetMinutes ?? 0);
        var time = told - known;
        var off = time - call.ReceivedAt;
        if (off.Duration() <= s_near)
        {
            return time;
        }

        var minutes = (int)(Math.Round((told - call.ReceivedAt).TotalMinutes / 30) * 30);
        if (Math.Abs(minutes) > 14 * 60 || (told - call.ReceivedAt - TimeSpan.FromMinutes(minutes)).Duration() > s_near)
        {
            return time;
        }

        // Nothing that happened is ahead of us; but what is behind may have waited in an offline queue, so that
        // it has to be told twice, with some time between.
        if (off < TimeSpan.Zero && !call.ChargePoint.IsLikely(minutes, call.ReceivedAt, s_apart))
        {
            return time;
        }

        call.ChargePoint.LearnTimeOffset(minutes);
        return told - TimeSpan.FromMinutes(minutes);
    }
}
