using System.Globalization;

namespace ChargingConsole.Core.SmartCharging;

/// <summary>What the specification asks of a charging profile (OCPP 1.6 §3.13, §7.8 to §7.14).</summary>
public static class ProfileRules
{
    /// <summary>The most periods that are kept; chargers take fewer (ChargingScheduleMaxPeriods).</summary>
    public const int MostPeriods = 500;

    /// <summary>The longest schedule in seconds: a year.</summary>
    public const int LongestSeconds = 366 * 24 * 3600;

    /// <summary>How many periods the most frugal charger stacks take.</summary>
    public const int SafePeriods = 24;

    /// <summary>All that is wrong: the member, as a path such as <c>schedule.periods[1].limit</c>, and why.</summary>
    public static IEnumerable<(string Member, string What)> Check(ProfileDefinition profile)
    {
        if (profile.StackLevel < 0)
        {
            yield return ("stack_level", "is less than 0");
        }

        if (profile.ValidTo <= profile.ValidFrom)
        {
            yield return ("valid_to", "is not after valid_from");
        }

        if (profile.Kind == ProfileKind.Recurring && profile.Recurrency is null)
        {
            yield return ("recurrency_kind", "is needed when the kind is Recurring");
        }
        else if (profile.Kind != ProfileKind.Recurring && profile.Recurrency is not null)
        {
            yield return ("recurrency_kind", "belongs to the kind Recurring only");
        }

        if (profile.Kind == ProfileKind.Relative && profile.Schedule.StartAt is not null)
        {
            yield return ("schedule.start_schedule", "does not go with the kind Relative, which begins with the session");
        }
        else if (profile.Kind != ProfileKind.Relative && profile.Schedule.StartAt is null)
        {
            yield return ("schedule.start_schedule", $"is needed when the kind is {profile.Kind}");
        }

        foreach (var violation in CheckSchedule(profile.Schedule, Span(profile.Recurrency)))
        {
            yield return violation;
        }
    }

    /// <summary>Why the profile cannot go where it is meant to; null when it can.</summary>
    /// <param name="purpose">What the profile is for.</param>
    /// <param name="connectorId">Where it is to go.</param>
    /// <param name="isCharging">Whether a session is open there.</param>
    public static string? CheckPlace(ProfilePurpose purpose, int connectorId, bool isCharging) => purpose switch
    {
        ProfilePurpose.ChargePointMaxProfile when connectorId != 0 => "A ChargePointMaxProfile limits the whole charger: install it on connector 0.",
        ProfilePurpose.TxProfile when connectorId == 0 => "A TxProfile belongs to a session: choose the connector that it runs on.",
        ProfilePurpose.TxProfile when !isCharging => $"A TxProfile belongs to a session, and none is open on connector {connectorId}.",
        _ => null,
    };

    /// <summary>The time between two starts of a recurring schedule in seconds.</summary>
    public static int? Span(Recurrency? recurrency) => recurrency switch
    {
        Recurrency.Daily => 24 * 3600,
        Recurrency.Weekly => 7 * 24 * 3600,
        _ => null,
    };

    /// <summary>Whether a rate has at most one digit behind the point, as the schema asks.</summary>
    public static bool IsTenths(decimal rate) => rate * 10 == decimal.Truncate(rate * 10);

    private static IEnumerable<(string Member, string What)> CheckSchedule(ProfileSchedule schedule, int? span)
    {
        if (schedule.Duration is < 1 or > LongestSeconds)
        {
            yield return ("schedule.duration", "must be from 1 second to 366 days");
        }

        if (schedule.MinChargingRate is { } least && !IsRate(least))
        {
            yield return ("schedule.min_charging_rate", "must be a multiple of 0.1, 0 or more");
        }

        if (schedule.Periods.Length is 0 or > MostPeriods)
        {
            yield return ("schedule.periods", $"must have 1 to {MostPeriods} periods");
        }

        for (var i = 0; i < schedule.Periods.Length; i++)
        {
            var period = schedule.Periods[i];
            var path = string.Create(CultureInfo.InvariantCulture, $"schedule.periods[{i}]");
            if (i == 0 && period.Start != 0)
            {
                yield return ($"{path}.start_period", "must be 0 for the first period");
            }
            else if (i > 0 && period.Start <= schedule.Periods[i - 1].Start)
            {
                yield return ($"{path}.start_period", "must be later than that of the period before");
            }
            else if (i > 0 && (period.Start >= (schedule.Duration ?? LongestSeconds) || period.Start >= span))
            {
                yield return ($"{path}.start_period", period.Start >= span ? "is beyond the next start of the schedule" : "is beyond the end of the schedule");
            }

            if (!IsRate(period.Limit))
            {
                yield return ($"{path}.limit", "must be a multiple of 0.1, 0 or more");
            }

            if (period.Phases is < 1 or > 3)
            {
                yield return ($"{path}.number_phases", "must be 1, 2 or 3");
            }
        }
    }

    private static bool IsRate(decimal rate) => rate is >= 0 and <= 10_000_000 && IsTenths(rate);
}
