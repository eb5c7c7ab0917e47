using ChargingConsole.Core.SmartCharging;

namespace ChargingConsole.Api;

/// <summary>A charging profile of the library.</summary>
internal sealed record ChargingProfileContract(
    int Id, string Name, string Purpose, string Kind, string? RecurrencyKind, int StackLevel, DateTimeOffset? ValidFrom, DateTimeOffset? ValidTo,
    ScheduleContract Schedule, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    public static ChargingProfileContract From(ProfileRow row)
    {
        var profile = row.Definition;
        return new(
            row.Id, row.Name, profile.Purpose.ToString(), profile.Kind.ToString(), profile.Recurrency?.ToString(), profile.StackLevel, profile.ValidFrom, profile.ValidTo,
            ScheduleContract.From(profile.Schedule), row.CreatedAt, row.UpdatedAt);
    }
}

/// <summary>Limits over time.</summary>
internal sealed record ScheduleContract
{
    /// <summary>A (per phase) or W (over all phases).</summary>
    public string? Unit { get; init; }

    /// <summary>How long it lasts in seconds; null when its last period goes on.</summary>
    public int? Duration { get; init; }

    /// <summary>Where it begins; needed unless the kind is Relative.</summary>
    public DateTimeOffset? StartSchedule { get; init; }

    /// <summary>Below this rate charging is of no use to the vehicle.</summary>
    public decimal? MinChargingRate { get; init; }

    /// <summary>The periods; the first starts at 0, the others ascend.</summary>
    public IReadOnlyList<SchedulePeriodContract>? Periods { get; init; }

    public static ScheduleContract From(ProfileSchedule schedule) => new()
    {
        Unit = schedule.Unit.ToString(),
        Duration = schedule.Duration,
        StartSchedule = schedule.StartAt,
        MinChargingRate = schedule.MinChargingRate,
        Periods = [.. schedule.Periods.Select(period => new SchedulePeriodContract { StartPeriod = period.Start, Limit = period.Limit, NumberPhases = period.Phases })],
    };
}

/// <summary>A period of a schedule.</summary>
internal sealed record SchedulePeriodContract
{
    /// <summary>Seconds from the start of the schedule.</summary>
    public int? StartPeriod { get; init; }

    /// <summary>The limit, a multiple of 0.1.</summary>
    public decimal? Limit { get; init; }

    /// <summary>How many phases may be used.</summary>
    public int? NumberPhases { get; init; }
}

/// <summary>What a charging profile of the library is to be.</summary>
internal sealed record ChargingProfileBody : ICheckedBody
{
    /// <summary>A name that no other profile has, up to 100 characters.</summary>
    public string? Name { get; init; }

    /// <summary>ChargePointMaxProfile, TxDefaultProfile or TxProfile.</summary>
    public string? Purpose { get; init; }

    /// <summary>Absolute, Recurring or Relative.</summary>
    public string? Kind { get; init; }

    /// <summary>Daily or Weekly, of a recurring one.</summary>
    public string? RecurrencyKind { get; init; }

    /// <summary>Among profiles of one purpose the highest level that is in force wins; 0 when absent.</summary>
    public int? StackLevel { get; init; }

    /// <summary>Before this it does not count.</summary>
    public DateTimeOffset? ValidFrom { get; init; }

    /// <summary>From this on it does not count.</summary>
    public DateTimeOffset? ValidTo { get; init; }

    /// <summary>The limits over time.</summary>
    public ScheduleContract? Schedule { get; init; }

    /// <summary>What it says; only when the body was checked.</summary>
    public ProfileDefinition ToDefinition() => new()
    {
        Purpose = Word<ProfilePurpose>(Purpose)!.Value,
        Kind = Word<ProfileKind>(Kind)!.Value,
        Recurrency = Word<Recurrency>(RecurrencyKind),
        StackLevel = StackLevel ?? 0,
        ValidFrom = ValidFrom,
        ValidTo = ValidTo,
        Schedule = new ProfileSchedule
        {
            Unit = Word<RateUnit>(Schedule!.Unit)!.Value,
            Duration = Schedule.Duration,
            StartAt = Schedule.StartSchedule,
            MinChargingRate = Schedule.MinChargingRate,
            Periods = [.. (Schedule.Periods ?? []).Select(period => new SchedulePeriod(period.StartPeriod ?? 0, period.Limit ?? 0, period.NumberPhases))],
        },
    };

    void ICheckedBody.Check(Violations violations)
    {
        violations.Require(Name?.Trim() is { Length: > 0 and <= 100 }, "name", "must have 1 to 100 characters");
        violations.Require(Word<ProfilePurpose>(Purpose) is not null, "purpose", $"must be one of {string.Join(", ", Enum.GetNames<ProfilePurpose>())}");
        violations.Require(Word<ProfileKind>(Kind) is not null, "kind", $"must be one of {string.Join(", ", Enum.GetNames<ProfileKind>())}");
        violations.Require(RecurrencyKind is null || Word<Recurrency>(RecurrencyKind) is not null, "recurrency_kind", $"must be one of {string.Join(", ", Enum.GetNames<Recurrency>())}");
        violations.Require(Schedule is not null, "schedule", "is required");
        if (Schedule is not null)
        {
            violations.Require(Word<RateUnit>(Schedule.Unit) is not null, "schedule.unit", "must be A or W");
            violations.Require(Schedule.Periods is { Count: > 0 }, "schedule.periods", "is required");
            foreach (var (i, period) in (Schedule.Periods ?? []).Index())
            {
                violations.Require(period?.StartPeriod is not null, $"schedule.periods[{i}].start_period", "is required");
                violations.Require(period?.Limit is not null, $"schedule.periods[{i}].limit", "is required");
            }
        }

        if (violations.Errors.Count == 0)
        {
            foreach (var (member, what) in ProfileRules.Check(ToDefinition()))
            {
                violations.Require(false, member, what);
            }
        }
    }

    private static T? Word<T>(string? text)
        where T : struct, Enum => text is { Length: > 0 } && char.IsAsciiLetter(text[0]) && Enum.TryParse<T>(text, out var value) ? value : null;
}
