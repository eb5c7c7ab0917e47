namespace ChargingConsole.Core.SmartCharging;

/// <summary>A stretch of time in which a charge point tells another limit than its profiles give.</summary>
/// <param name="From">From when, UTC.</param>
/// <param name="To">Until when, UTC.</param>
/// <param name="Expected">What its profiles give.</param>
/// <param name="Told">What it tells; null when it tells no limit.</param>
public readonly record struct ScheduleGap(DateTimeOffset From, DateTimeOffset To, decimal Expected, decimal? Told)
{
    private const decimal Tolerance = 0.02m;

    /// <summary>The stretches in which two lines of one unit differ by more than rounding and conversion explain.</summary>
    public static IReadOnlyList<ScheduleGap> Between(ScheduleLine expected, ScheduleLine told)
    {
        var (from, to) = (Later(expected.From, told.From), expected.To < told.To ? expected.To : told.To);
        var gaps = new List<ScheduleGap>();
        var moments = expected.Steps.Concat(told.Steps).Select(step => step.From).Where(moment => moment > from && moment < to).Prepend(from).Append(to).Distinct().Order().ToArray();
        for (var i = 0; i + 1 < moments.Length; i++)
        {
            // Where no profile says anything, the charge point's own maximum is as good an answer as none.
            if (expected.At(moments[i]).Limit is not { } wanted || IsSame(wanted, told.At(moments[i]).Limit))
            {
                continue;
            }

            var gap = new ScheduleGap(moments[i], moments[i + 1], wanted, told.At(moments[i]).Limit);
            if (gaps.Count > 0 && gaps[^1] is var last && last.To == gap.From && (last.Expected, last.Told) == (gap.Expected, gap.Told))
            {
                gaps[^1] = last with { To = gap.To };
            }
            else
            {
                gaps.Add(gap);
            }
        }

        return gaps;
    }

    /// <summary>Whether a limit that was told is the one that was wanted.</summary>
    public static bool IsSame(decimal wanted, decimal? told) =>
        told is { } limit && Math.Abs(limit - wanted) <= Math.Max(0.1m, wanted * Tolerance);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
