namespace ChargingConsole.Core.SmartCharging;

/// <summary>What one profile says at a moment, and when that changes.</summary>
internal static class ProfileTimeline
{
    /// <summary>The period in force; null when the profile says nothing then.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="at">The moment, UTC.</param>
    /// <param name="began">What a relative schedule is counted from: the start of the session.</param>
    public static SchedulePeriod? At(ProfileDefinition profile, DateTimeOffset at, DateTimeOffset began)
    {
        if (profile.ValidFrom > at || profile.ValidTo <= at)
        {
            return null;
        }

        var start = LastStart(profile, at, began);
        var offset = (at - start).TotalSeconds;
        if (offset < 0 || offset >= profile.Schedule.Duration)
        {
            return null;
        }

        SchedulePeriod? current = null;
        foreach (var period in profile.Schedule.Periods)
        {
            if (period.Start > offset)
            {
                break;
            }

            current = period;
        }

        return current;
    }

    /// <summary>Every moment between two at which the profile may say something else.</summary>
    public static IEnumerable<DateTimeOffset> Changes(ProfileDefinition profile, DateTimeOffset from, DateTimeOffset to, DateTimeOffset began)
    {
        IEnumerable<DateTimeOffset?> ends = [profile.ValidFrom, profile.ValidTo];
        return ends.OfType<DateTimeOffset>().Concat(Runs(profile, from, to, began).SelectMany(start => Of(profile.Schedule, start)))
            .Where(moment => moment > from && moment < to);
    }

    private static IEnumerable<DateTimeOffset> Of(ProfileSchedule schedule, DateTimeOffset start)
    {
        foreach (var period in schedule.Periods)
        {
            yield return start.AddSeconds(period.Start);
        }

        if (schedule.Duration is { } duration)
        {
            yield return start.AddSeconds(duration);
        }
    }

    private static IEnumerable<DateTimeOffset> Runs(ProfileDefinition profile, DateTimeOffset from, DateTimeOffset to, DateTimeOffset began)
    {
        var start = LastStart(profile, from, began);
        yield return start;
        if (Span(profile) is { } span)
        {
            for (var next = start + span; next < to; next += span)
            {
                yield return next;
            }
        }
    }

    /// <summary>The start of the run that a moment falls into; the first start when it lies before it.</summary>
    private static DateTimeOffset LastStart(ProfileDefinition profile, DateTimeOffset at, DateTimeOffset began)
    {
        var first = profile.Kind == ProfileKind.Relative ? began : profile.Schedule.StartAt ?? began;
        return Span(profile) is { } span && at > first ? first + (span * Math.Floor((at - first) / span)) : first;
    }

    private static TimeSpan? Span(ProfileDefinition profile) =>
        profile.Kind == ProfileKind.Recurring && ProfileRules.Span(profile.Recurrency) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
}
