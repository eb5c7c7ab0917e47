namespace ChargingConsole.Core.Charging;

/// <summary>Which of two clocks to believe.</summary>
internal static class ChargePointTime
{
    private static readonly TimeSpan s_ahead = TimeSpan.FromDays(1);

    // A queue of transactions that waited out a long outage is old and right; a clock that lost its battery is older.
    private static readonly TimeSpan s_behind = TimeSpan.FromDays(60);

    /// <summary>Whether the charge point's clock can be believed.</summary>
    public static bool IsBelievable(DateTimeOffset? reported, DateTimeOffset receivedAt) =>
        reported is { } time && time <= receivedAt + s_ahead && time >= receivedAt - s_behind;
}
