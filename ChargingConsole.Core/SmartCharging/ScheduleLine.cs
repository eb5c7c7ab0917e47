namespace ChargingConsole.Core.SmartCharging;

/// <summary>A limit that holds from a moment until the next.</summary>
/// <param name="From">From when, UTC.</param>
/// <param name="Limit">The limit; null for none.</param>
/// <param name="Phases">The phases it is for, where told.</param>
public readonly record struct ScheduleStep(DateTimeOffset From, decimal? Limit, int? Phases = null);

/// <summary>Limits over a stretch of time, without holes: what a charge point says it will do, or what it should.</summary>
public sealed record ScheduleLine
{
    /// <summary>Where it begins, UTC.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Where it ends, UTC.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>The unit of its limits.</summary>
    public required RateUnit Unit { get; init; }

    /// <summary>The steps, by their moment; the first is at <see cref="From"/>.</summary>
    public required IReadOnlyList<ScheduleStep> Steps { get; init; }

    /// <summary>The step in force at a moment.</summary>
    public ScheduleStep At(DateTimeOffset moment) => Steps.LastOrDefault(step => step.From <= moment, Steps[0]);

    /// <summary>The line of a schedule, counted from <paramref name="start"/> and cut to a window.</summary>
    public static ScheduleLine Of(ProfileSchedule schedule, DateTimeOffset start, DateTimeOffset from, DateTimeOffset to)
    {
        var profile = new ProfileDefinition { Purpose = ProfilePurpose.TxDefaultProfile, Kind = ProfileKind.Relative, Schedule = schedule };
        return Trace(from, to, schedule.Unit, ProfileTimeline.Changes(profile, from, to, start), moment =>
            ProfileTimeline.At(profile, moment, start) is { } period ? new ScheduleStep(moment, period.Limit, period.Phases) : new ScheduleStep(moment, null));
    }

    /// <summary>The same limits in another unit.</summary>
    public ScheduleLine In(RateUnit unit, Mains mains) => unit == Unit ? this : this with
    {
        Unit = unit,
        Steps = [.. Steps.Select(step => step with { Limit = step.Limit is { } limit ? mains.Convert(limit, Unit, unit, step.Phases) : null })],
    };

    /// <summary>Looks at every moment of change and keeps the steps that differ from the one before.</summary>
    internal static ScheduleLine Trace(DateTimeOffset from, DateTimeOffset to, RateUnit unit, IEnumerable<DateTimeOffset> changes, Func<DateTimeOffset, ScheduleStep> at)
    {
        var steps = new List<ScheduleStep>();
        foreach (var moment in changes.Prepend(from).Distinct().Order())
        {
            var step = at(moment);
            if (steps.Count == 0 || steps[^1].Limit != step.Limit || steps[^1].Phases != step.Phases)
            {
                steps.Add(step);
            }
        }

        return new ScheduleLine { From = from, To = to, Unit = unit, Steps = steps };
    }
}
