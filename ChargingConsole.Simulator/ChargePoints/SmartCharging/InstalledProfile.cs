namespace ChargingConsole.Simulator.ChargePoints.SmartCharging;

/// <summary>One period of a schedule (OCPP 1.6 §7.14).</summary>
/// <param name="Start">Since the schedule's start.</param>
/// <param name="Limit">In the schedule's unit.</param>
/// <param name="Phases">How many phases; null for three.</param>
internal readonly record struct ProfilePeriod(TimeSpan Start, double Limit, int? Phases);

/// <summary>A charging profile as it lies in the charge point (OCPP 1.6 §7.8), and what it says at a time.</summary>
internal sealed record InstalledProfile
{
    public required int Id { get; init; }

    /// <summary>0 for the charge point, or for every connector in case of a TxDefaultProfile.</summary>
    public required int ConnectorId { get; init; }

    public required string Purpose { get; init; }

    public required string Kind { get; init; }

    public required int StackLevel { get; init; }

    public required bool IsAmperes { get; init; }

    public required IReadOnlyList<ProfilePeriod> Periods { get; init; }

    /// <summary>After which a Recurring profile begins anew.</summary>
    public TimeSpan? Recurrence { get; init; }

    public TimeSpan? Duration { get; init; }

    /// <summary>When the schedule starts; the time of its installation when the message did not say.</summary>
    public required DateTimeOffset Start { get; init; }

    public DateTimeOffset? ValidFrom { get; init; }

    public DateTimeOffset? ValidTo { get; init; }

    /// <summary>The transaction a TxProfile is for.</summary>
    public VirtualTransaction? Transaction { get; init; }

    /// <summary>The limit at a time; null when the profile says nothing about it. Relative ones count from the transaction's start.</summary>
    public ChargingLimit? At(DateTimeOffset time, DateTimeOffset relativeTo, int mostPhases)
    {
        if (time < ValidFrom || time >= ValidTo)
        {
            return null;
        }

        var elapsed = time - Beginning(time, relativeTo);
        if (elapsed < TimeSpan.Zero || elapsed >= Duration)
        {
            return null;
        }

        var period = Periods.Last(candidate => candidate.Start <= elapsed);
        return ChargingLimit.From(period.Limit, IsAmperes, Math.Clamp(period.Phases ?? 3, 1, mostPhases));
    }

    /// <summary>The next time after this one at which it may say something else.</summary>
    public DateTimeOffset? NextChange(DateTimeOffset time, DateTimeOffset relativeTo)
    {
        var beginning = Beginning(time, relativeTo);
        var times = Periods.Select(period => (DateTimeOffset?)(beginning + period.Start))
            .Append(beginning + Duration).Append(beginning + Recurrence).Append(ValidFrom).Append(ValidTo);
        return times.Where(change => change > time).Min();
    }

    private DateTimeOffset Beginning(DateTimeOffset time, DateTimeOffset relativeTo)
    {
        if (Kind == "Relative")
        {
            return relativeTo;
        }

        return Recurrence is { } every && time > Start ? Start + (every * Math.Floor((time - Start) / every)) : Start;
    }
}
