namespace ChargingConsole.Core.Journal;

/// <summary>Times as keys of the journal: ids ascend with time, so a time range is a key range.</summary>
internal static class JournalKeys
{
    // Where the server's clock was set back, ids run ahead of the time until it catches up. Frames of a
    // longer setback are found by all filters but the end of a time range: looking for them there would
    // read a day of the journal before every such search.
    private static readonly long s_clockSlack = (long)TimeSpan.FromHours(1).TotalMicroseconds;

    // A frame's id is drawn a moment before its time is stamped, and times are kept to the millisecond.
    private static readonly long s_stampSlack = (long)TimeSpan.FromMinutes(1).TotalMicroseconds;

    /// <summary>The time for which an id was drawn, UTC.</summary>
    public static DateTimeOffset TimeOf(long id) =>
        id <= 0 ? DateTimeOffset.UnixEpoch : id >= s_last ? DateTimeOffset.MaxValue : DateTimeOffset.UnixEpoch.AddTicks(id * TimeSpan.TicksPerMicrosecond);

    /// <summary>The lowest id that a frame from this time on can have.</summary>
    public static long Lowest(DateTimeOffset from) => Microseconds(from) - s_stampSlack;

    /// <summary>The id that all frames before this time are below.</summary>
    public static long Highest(DateTimeOffset to) => Microseconds(to) + s_clockSlack;

    private static readonly long s_last = Microseconds(DateTimeOffset.MaxValue);

    private static long Microseconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
