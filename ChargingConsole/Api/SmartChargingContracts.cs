using ChargingConsole.Core.SmartCharging;

namespace ChargingConsole.Api;

/// <summary>A charging profile that a charger accepted.</summary>
internal sealed record InstalledProfileContract
{
    /// <summary>The id it has on the charger.</summary>
    public required int ChargingProfileId { get; init; }

    /// <summary>Where it is; 0 is the charger.</summary>
    public required int ConnectorId { get; init; }

    public required string Purpose { get; init; }
    public required string Kind { get; init; }
    public required string? RecurrencyKind { get; init; }
    public required int StackLevel { get; init; }

    /// <summary>The session it belongs to, of a TxProfile; null while that has not begun.</summary>
    public required int? TransactionId { get; init; }

    public required DateTimeOffset? ValidFrom { get; init; }
    public required DateTimeOffset? ValidTo { get; init; }
    public required ScheduleContract Schedule { get; init; }

    /// <summary>The profile of the library that it is; null when it is none.</summary>
    public required int? LibraryId { get; init; }

    /// <summary>The library has changed since.</summary>
    public required bool IsOutdated { get; init; }

    /// <summary>Whether it is a limit set here.</summary>
    public required bool IsLimit { get; init; }

    public required DateTimeOffset InstalledAt { get; init; }

    /// <summary>The command that installed it.</summary>
    public required long CommandId { get; init; }

    public static InstalledProfileContract From(InstalledProfile profile, ProfileLibrary library)
    {
        var (row, definition) = (profile.Row, profile.Definition);
        var origin = library.Origin(row);
        return new InstalledProfileContract
        {
            ChargingProfileId = row.ProfileId,
            ConnectorId = row.ConnectorId,
            Purpose = row.Purpose.ToString(),
            Kind = definition.Kind.ToString(),
            RecurrencyKind = definition.Recurrency?.ToString(),
            StackLevel = row.StackLevel,
            TransactionId = row.TransactionId ?? profile.Session?.Id,
            ValidFrom = definition.ValidFrom,
            ValidTo = definition.ValidTo,
            Schedule = ScheduleContract.From(definition.Schedule),
            LibraryId = origin?.Id,
            IsOutdated = origin is not null && origin.Profile != row.Profile,
            IsLimit = profile.IsLimit,
            InstalledAt = row.InstalledAt,
            CommandId = row.CommandId,
        };
    }
}

/// <summary>A profile of the library to install.</summary>
internal sealed record InstallBody : ICheckedBody
{
    /// <summary>The number of the profile in the library.</summary>
    public int? ProfileId { get; init; }

    /// <summary>Where to; 0 is the charger.</summary>
    public int? ConnectorId { get; init; }

    void ICheckedBody.Check(Violations violations)
    {
        violations.Require(ProfileId is not null, "profile_id", "is required");
        violations.Require(ConnectorId is >= 0, "connector_id", "must be 0 or more");
    }
}

/// <summary>A limit to set: amps or kilowatts.</summary>
internal sealed record LimitBody : ICheckedBody
{
    /// <summary>Where; 0 is the charger.</summary>
    public int? ConnectorId { get; init; }

    /// <summary>Amperes per phase.</summary>
    public decimal? Amps { get; init; }

    /// <summary>Kilowatts over all phases.</summary>
    public decimal? Kilowatts { get; init; }

    /// <summary>How many phases it is for, where that matters.</summary>
    public int? NumberPhases { get; init; }

    public LimitAmount ToAmount() => Amps is { } amps ? LimitAmount.Amps(amps, NumberPhases) : LimitAmount.Kilowatts(Kilowatts!.Value, NumberPhases);

    void ICheckedBody.Check(Violations violations)
    {
        violations.Require(ConnectorId is >= 0, "connector_id", "must be 0 or more");
        violations.Require(Amps is null || Kilowatts is null, "kilowatts", "cannot stand beside amps");
        violations.Require(Amps is not null || Kilowatts is not null, "amps", "or kilowatts is required");
        violations.Require(Amps is null or (>= 0 and <= 2000), "amps", "must be from 0 to 2000");
        violations.Require(Kilowatts is null or (>= 0 and <= 2000), "kilowatts", "must be from 0 to 2000");
        violations.Require(NumberPhases is null or (>= 1 and <= 3), "number_phases", "must be 1, 2 or 3");
    }
}

/// <summary>What came of a limit.</summary>
/// <param name="Success">Whether it is set, or gone.</param>
/// <param name="Message">The outcome in plain words.</param>
/// <param name="Code">A stable word.</param>
/// <param name="Check">took, lower, higher or not_told, by the charger's own schedule.</param>
/// <param name="ToldLimit">The limit in that schedule, in the unit of the last try.</param>
/// <param name="Attempts">The forms tried, in their order; the last one is what holds.</param>
internal sealed record LimitAnswer(bool Success, string Message, string Code, string? Check, decimal? ToldLimit, IReadOnlyList<LimitAttemptContract> Attempts)
{
    public static LimitAnswer From(LimitOutcome outcome) => new(
        outcome.IsAccepted, outcome.Message, outcome.Code, outcome is { IsAccepted: true, Attempts.Count: > 0 } ? Words.Of(outcome.Check) : null, outcome.Told,
        [.. outcome.Attempts.Select(LimitAttemptContract.From)]);
}

/// <summary>One form of limit that was tried.</summary>
internal sealed record LimitAttemptContract(string Purpose, int ConnectorId, string Unit, decimal Limit, string Kind, string? Status, long? CommandId)
{
    public static LimitAttemptContract From(LimitAttempt attempt) => new(
        attempt.Rung.Purpose.ToString(), attempt.ConnectorId, attempt.Rung.Unit.ToString(), attempt.Limit, attempt.Rung.Kind.ToString(),
        attempt.Outcome.Command?.AnswerStatus, attempt.Outcome.Command?.Id);
}

/// <summary>Which composite schedule to ask for.</summary>
internal sealed record CompositeBody : ICheckedBody
{
    /// <summary>The connector; 0 is the charger.</summary>
    public int? ConnectorId { get; init; }

    /// <summary>For how many seconds from now: 86400 when absent, up to 7 days.</summary>
    public int? Duration { get; init; }

    /// <summary>A or W; the charger chooses when absent.</summary>
    public string? Unit { get; init; }

    void ICheckedBody.Check(Violations violations)
    {
        violations.Require(ConnectorId is >= 0, "connector_id", "must be 0 or more");
        violations.Require(Duration is null or (>= 1 and <= 604_800), "duration", "must be from 1 to 604800 seconds");
        violations.Require(Unit is null or "A" or "W", "unit", "must be A or W");
    }
}

/// <summary>What a charger says it will do, beside what its profiles give.</summary>
/// <param name="Success">Whether it told.</param>
/// <param name="Message">The outcome in plain words.</param>
/// <param name="CommandId">The recorded command.</param>
/// <param name="Unit">The unit of all limits here.</param>
/// <param name="Told">What it told; null when it told nothing.</param>
/// <param name="Expected">What its installed profiles give.</param>
/// <param name="Differences">Where the two differ.</param>
internal sealed record CompositeContract(
    bool Success, string Message, long? CommandId, string? Unit, IReadOnlyList<ScheduleStepContract>? Told, IReadOnlyList<ScheduleStepContract>? Expected, IReadOnlyList<ScheduleDifferenceContract> Differences)
{
    public static CompositeContract From(CompositeAnswer answer) => new(
        answer.Told is not null, answer.Outcome.Message, answer.Outcome.Command?.Id, answer.Expected?.Unit.ToString(),
        ScheduleStepContract.Of(answer.Told), ScheduleStepContract.Of(answer.Expected),
        [.. answer.Gaps.Select(gap => new ScheduleDifferenceContract(gap.From, gap.To, gap.Expected, gap.Told))]);
}

/// <summary>A limit that holds from a moment until the next; null for none.</summary>
internal sealed record ScheduleStepContract(DateTimeOffset From, decimal? Limit, int? NumberPhases)
{
    public static IReadOnlyList<ScheduleStepContract>? Of(ScheduleLine? line) =>
        line is null ? null : [.. line.Steps.Select(step => new ScheduleStepContract(step.From, step.Limit, step.Phases))];
}

/// <summary>A stretch in which told and expected differ.</summary>
internal sealed record ScheduleDifferenceContract(DateTimeOffset From, DateTimeOffset To, decimal Expected, decimal? Told);
