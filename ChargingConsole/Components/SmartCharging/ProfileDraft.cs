using System.Globalization;
using ChargingConsole.Components.Commands.Forms;
using ChargingConsole.Core.SmartCharging;

namespace ChargingConsole.Components.SmartCharging;

/// <summary>A charging profile while it is edited: what was typed, and what is wrong with it.</summary>
public sealed class ProfileDraft
{
    /// <summary>The name.</summary>
    public string Name { get; set; } = "";

    /// <summary>What it is for.</summary>
    public ProfilePurpose Purpose { get; set; } = ProfilePurpose.TxDefaultProfile;

    /// <summary>What its schedule is counted from.</summary>
    public ProfileKind Kind { get; set; } = ProfileKind.Recurring;

    /// <summary>How often it begins anew.</summary>
    public Recurrency Recurrency { get; set; } = Recurrency.Daily;

    /// <summary>The stack level.</summary>
    public string StackLevel { get; set; } = "0";

    /// <summary>Before this it does not count, as a local date and time.</summary>
    public string ValidFrom { get; set; } = "";

    /// <summary>From this on it does not count, as a local date and time.</summary>
    public string ValidTo { get; set; } = "";

    /// <summary>The unit of the limits.</summary>
    public RateUnit Unit { get; set; } = RateUnit.A;

    /// <summary>Where the schedule begins, as a local date and time.</summary>
    public string Start { get; set; } = "";

    /// <summary>How long it lasts, as h:mm; empty when its last period goes on.</summary>
    public string Duration { get; set; } = "";

    /// <summary>Below this rate charging is of no use.</summary>
    public string MinChargingRate { get; set; } = "";

    /// <summary>The periods.</summary>
    public List<PeriodDraft> Periods { get; } = [];

    /// <summary>What is wrong, by member as the API names it; empty when all is well.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; private set; } = new Dictionary<string, string>();

    /// <summary>A first profile: by day 16 A, by night 32 A.</summary>
    public static ProfileDraft New(DateTimeOffset localNow) => new()
    {
        Start = Local(localNow.Date),
        Periods = { new PeriodDraft("0:00", "32"), new PeriodDraft("7:00", "16"), new PeriodDraft("22:00", "32") },
    };

    /// <summary>A profile that is there, to be changed.</summary>
    public static ProfileDraft Of(string name, ProfileDefinition profile, TimeZoneInfo zone)
    {
        var draft = new ProfileDraft
        {
            Name = name,
            Purpose = profile.Purpose,
            Kind = profile.Kind,
            Recurrency = profile.Recurrency ?? Recurrency.Daily,
            StackLevel = profile.StackLevel.ToString(CultureInfo.InvariantCulture),
            ValidFrom = Local(profile.ValidFrom, zone),
            ValidTo = Local(profile.ValidTo, zone),
            Unit = profile.Schedule.Unit,
            Start = Local(profile.Schedule.StartAt, zone),
            Duration = profile.Schedule.Duration is { } seconds ? ClockText.Of(seconds) : "",
            MinChargingRate = profile.Schedule.MinChargingRate?.ToString("0.###", CultureInfo.InvariantCulture) ?? "",
        };
        draft.Periods.AddRange(profile.Schedule.Periods.Select(period => new PeriodDraft(
            ClockText.Of(period.Start), period.Limit.ToString("0.###", CultureInfo.InvariantCulture), period.Phases?.ToString(CultureInfo.InvariantCulture) ?? "")));
        return draft;
    }

    /// <summary>The profile as typed; null when it cannot be one, with the reasons in <see cref="Errors"/>.</summary>
    public ProfileDefinition? Read(TimeZoneInfo zone)
    {
        var errors = new Dictionary<string, string>();
        var periods = Periods.Select((period, i) => new SchedulePeriod(
            Needed(ClockText.Read(period.Start), $"schedule.periods[{i}].start_period", Texts.Say("Write h:mm."), errors),
            Needed(Number(period.Limit), $"schedule.periods[{i}].limit", Texts.Say("Write a number."), errors),
            Optional(period.Phases, Integer, $"schedule.periods[{i}].number_phases", Texts.Say("Write 1, 2 or 3."), errors))).ToArray();
        var profile = new ProfileDefinition
        {
            Purpose = Purpose,
            Kind = Kind,
            Recurrency = Kind == ProfileKind.Recurring ? Recurrency : null,
            StackLevel = Needed(Integer(StackLevel), "stack_level", Texts.Say("Write a whole number."), errors),
            ValidFrom = Optional(ValidFrom, text => Utc(text, zone), "valid_from", Texts.Say("Write a date and time."), errors),
            ValidTo = Optional(ValidTo, text => Utc(text, zone), "valid_to", Texts.Say("Write a date and time."), errors),
            Schedule = new ProfileSchedule
            {
                Unit = Unit,
                Duration = Optional(Duration, ClockText.Read, "schedule.duration", Texts.Say("Write h:mm."), errors),
                StartAt = Kind == ProfileKind.Relative ? null : Optional(Start, text => Utc(text, zone), "schedule.start_schedule", Texts.Say("Write a date and time."), errors),
                MinChargingRate = Optional(MinChargingRate, Number, "schedule.min_charging_rate", Texts.Say("Write a number."), errors),
                Periods = [.. periods],
            },
        };
        foreach (var (member, what) in ProfileRules.Check(profile))
        {
            errors.TryAdd(member, Recorded.Say($"{char.ToUpperInvariant(what[0])}{what[1..]}."));
        }

        Errors = errors;
        return errors.Count == 0 ? profile : null;
    }

    /// <summary>A moment as a field for date and time takes it.</summary>
    public static string Local(DateTime time) => time.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);

    private static string Local(DateTimeOffset? time, TimeZoneInfo zone) => time is { } known ? Local(TimeZoneInfo.ConvertTime(known, zone).DateTime) : "";

    private static DateTimeOffset? Utc(string text, TimeZoneInfo zone) =>
        DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) && local.Year is > 1970 and < 9000
            ? FormTimes.Utc(local, zone)
            : null;

    private static int? Integer(string text) => int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static decimal? Number(string text) =>
        decimal.TryParse(text.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static T Needed<T>(T? value, string member, string what, Dictionary<string, string> errors)
        where T : struct => value ?? Missing<T>(member, what, errors) ?? default;

    private static T? Optional<T>(string text, Func<string, T?> read, string member, string what, Dictionary<string, string> errors)
        where T : struct => string.IsNullOrWhiteSpace(text) ? null : read(text) ?? Missing<T>(member, what, errors);

    private static T? Missing<T>(string member, string what, Dictionary<string, string> errors)
        where T : struct
    {
        errors[member] = what;
        return null;
    }
}

/// <summary>A period while it is edited.</summary>
/// <param name="start">When it begins, as h:mm from the start of the schedule.</param>
/// <param name="limit">The limit.</param>
/// <param name="phases">The phases; empty leaves that to the charger.</param>
public sealed class PeriodDraft(string start, string limit, string phases = "")
{
    /// <summary>When it begins, as h:mm from the start of the schedule.</summary>
    public string Start { get; set; } = start;

    /// <summary>The limit.</summary>
    public string Limit { get; set; } = limit;

    /// <summary>The phases; empty leaves that to the charger.</summary>
    public string Phases { get; set; } = phases;
}
