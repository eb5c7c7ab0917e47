using System.Collections.Immutable;

namespace ChargingConsole.Core.SmartCharging;

/// <summary>A charging profile without its place: no id, no charge point, no session (OCPP 1.6 §7.8).</summary>
public sealed record ProfileDefinition
{
    /// <summary>What it is for.</summary>
    public required ProfilePurpose Purpose { get; init; }

    /// <summary>What its schedule is counted from.</summary>
    public required ProfileKind Kind { get; init; }

    /// <summary>How often it begins anew; of a recurring one only.</summary>
    public Recurrency? Recurrency { get; init; }

    /// <summary>Among profiles of one purpose, the highest level that is in force wins; from 0.</summary>
    public int StackLevel { get; init; }

    /// <summary>Before this it does not count, UTC.</summary>
    public DateTimeOffset? ValidFrom { get; init; }

    /// <summary>From this on it does not count, UTC.</summary>
    public DateTimeOffset? ValidTo { get; init; }

    /// <summary>The limits over time.</summary>
    public required ProfileSchedule Schedule { get; init; }
}

/// <summary>Limits over time (OCPP 1.6 §7.13).</summary>
public sealed record ProfileSchedule
{
    /// <summary>The unit of its limits.</summary>
    public required RateUnit Unit { get; init; }

    /// <summary>How long it lasts in seconds; null when its last period goes on.</summary>
    public int? Duration { get; init; }

    /// <summary>Where it begins, UTC; null when that is the start of the session.</summary>
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>Below this rate charging is of no use to the vehicle.</summary>
    public decimal? MinChargingRate { get; init; }

    /// <summary>The periods, by their start.</summary>
    public required ImmutableArray<SchedulePeriod> Periods { get; init; }
}

/// <summary>A period of a schedule, which lasts until the next begins (OCPP 1.6 §7.14).</summary>
/// <param name="Start">Seconds from the start of the schedule.</param>
/// <param name="Limit">The limit, a multiple of 0.1.</param>
/// <param name="Phases">How many phases may be used; the charge point takes 3 when absent.</param>
public readonly record struct SchedulePeriod(int Start, decimal Limit, int? Phases = null);
