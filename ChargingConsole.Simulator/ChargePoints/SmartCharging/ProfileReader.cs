using System.Text.Json;
using ChargingConsole.Simulator.Protocol;

namespace ChargingConsole.Simulator.ChargePoints.SmartCharging;

/// <summary>Reads a charging profile from a message, and says whether this charge point can keep to it.</summary>
internal static class ProfileReader
{
    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);

    /// <summary>Null when members are missing, unknown words stand in it, or it is beyond what the configuration keys promise.</summary>
    public static InstalledProfile? Read(JsonElement json, int connectorId, ConfigurationKeys keys, DateTimeOffset now)
    {
        if (json.Child("chargingSchedule") is not { } schedule
            || json.Number("chargingProfileId") is not { } id
            || json.Number("stackLevel") is not { } stackLevel || stackLevel < 0 || stackLevel > keys.Whole("ChargeProfileMaxStackLevel")
            || json.Text("chargingProfilePurpose") is not ("ChargePointMaxProfile" or "TxDefaultProfile" or "TxProfile")
            || json.Text("chargingProfileKind") is not ("Absolute" or "Recurring" or "Relative")
            || schedule.Text("chargingRateUnit") is not { } unit || !AllowsUnit(keys, unit)
            || Periods(schedule, keys.Whole("ChargingScheduleMaxPeriods")) is not { } periods)
        {
            return null;
        }

        var kind = json.Text("chargingProfileKind")!;
        TimeSpan? recurrence = json.Text("recurrencyKind") switch { "Daily" => s_day, "Weekly" => 7 * s_day, _ => null };
        var start = schedule.Time("startSchedule");
        if ((kind == "Recurring" && (recurrence is null || start is null)) || json.Time("validTo") <= now)
        {
            return null;
        }

        return new InstalledProfile
        {
            Id = id,
            ConnectorId = connectorId,
            Purpose = json.Text("chargingProfilePurpose")!,
            Kind = kind,
            StackLevel = stackLevel,
            IsAmperes = unit == "A",
            Periods = periods,
            Recurrence = kind == "Recurring" ? recurrence : null,
            Duration = schedule.Number("duration") is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            Start = start ?? now,
            ValidFrom = json.Time("validFrom"),
            ValidTo = json.Time("validTo"),
        };
    }

    public static bool AllowsUnit(ConfigurationKeys keys, string unit) => unit switch
    {
        "A" => keys.Listed("ChargingScheduleAllowedChargingRateUnit").Contains("Current"),
        "W" => keys.Listed("ChargingScheduleAllowedChargingRateUnit").Contains("Power"),
        _ => false,
    };

    private static List<ProfilePeriod>? Periods(JsonElement schedule, int most)
    {
        var periods = new List<ProfilePeriod>();
        foreach (var json in schedule.Children("chargingSchedulePeriod") ?? [])
        {
            if (json.Number("startPeriod") is not { } start || json.Real("limit") is not { } limit || limit < 0
                // §7.14: the first period starts at 0, the others follow in order.
                || (periods.Count == 0 ? start != 0 : TimeSpan.FromSeconds(start) <= periods[^1].Start))
            {
                return null;
            }

            periods.Add(new ProfilePeriod(TimeSpan.FromSeconds(start), limit, json.Number("numberPhases")));
        }

        return periods.Count is 0 || periods.Count > most ? null : periods;
    }
}
