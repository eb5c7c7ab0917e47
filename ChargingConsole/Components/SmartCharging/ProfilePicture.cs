using ChargingConsole.Core.SmartCharging;

namespace ChargingConsole.Components.SmartCharging;

/// <summary>One profile drawn by itself, over the stretch of time that shows all of it.</summary>
public static class ProfilePicture
{
    private static readonly TimeSpan s_least = TimeSpan.FromHours(1);
    private static readonly DateTimeOffset s_zero = new(2000, 1, 3, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The line of a profile: a day, a week, or all its periods.</summary>
    public static ScheduleLine Of(ProfileDefinition profile)
    {
        var schedule = profile.Schedule;
        var from = profile.Kind == ProfileKind.Relative ? s_zero : schedule.StartAt ?? s_zero;
        var last = TimeSpan.FromSeconds(schedule.Periods.Length > 0 ? schedule.Periods[^1].Start : 0);
        var length = ProfileRules.Span(profile.Recurrency) is { } span ? TimeSpan.FromSeconds(span)
            : schedule.Duration is { } seconds ? TimeSpan.FromSeconds(seconds)
            : last * 1.25 > s_least ? last * 1.25 : last + s_least;
        return ScheduleLine.Of(schedule, from, from, from + length);
    }

    /// <summary>What a profile does, in a line.</summary>
    public static string Words(ProfileDefinition profile)
    {
        var limits = profile.Schedule.Periods.Select(period => period.Limit).ToArray();
        var unit = profile.Schedule.Unit;
        return limits.Length == 0 ? Texts.Say("no limit")
            : limits.Min() == limits.Max() ? Figures.Limit(limits[0], unit)
            : Texts.Say("{0} to {1}", Figures.Limit(limits.Min(), unit), Figures.Limit(limits.Max(), unit));
    }

    /// <summary>A purpose in an operator's words.</summary>
    public static string Words(ProfilePurpose purpose) => purpose switch
    {
        ProfilePurpose.ChargePointMaxProfile => Texts.Say("Whole charger"),
        ProfilePurpose.TxDefaultProfile => Texts.Say("Every session"),
        _ => Texts.Say("One session"),
    };

    /// <summary>A kind in an operator's words.</summary>
    public static string Words(ProfileKind kind, Recurrency? recurrency) => kind switch
    {
        ProfileKind.Recurring => recurrency == Recurrency.Weekly ? Texts.Say("every week") : Texts.Say("every day"),
        ProfileKind.Relative => Texts.Say("from the start of the session"),
        _ => Texts.Say("once"),
    };
}
