using System.Globalization;
using ChargingConsole.Api;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Resources;

namespace ChargingConsole.Components.Chargers.Tabs;

/// <summary>A charger's settings while they are written, each as text.</summary>
internal sealed class SettingsDraft
{
    private readonly Dictionary<string, string> _texts;
    private readonly Dictionary<string, string> _faults = [];

    public SettingsDraft(ChargePointState state)
    {
        var known = ChargerSettingsContract.From(state);
        _texts = new Dictionary<string, string>
        {
            ["name"] = known.Name ?? "",
            ["site"] = known.Site ?? "",
            ["location"] = known.Location ?? "",
            ["latitude"] = Number(known.Latitude),
            ["longitude"] = Number(known.Longitude),
            ["connector_type"] = known.ConnectorType ?? "",
            ["max_power_kw"] = Number(known.MaxPowerKw),
            ["price_per_kwh"] = Number(known.PricePerKwh),
            ["currency"] = known.Currency ?? "",
            ["notes"] = known.Notes ?? "",
            ["number_of_connectors"] = Number(known.NumberOfConnectors),
            ["aliases"] = string.Join(' ', known.Aliases),
            ["recycle_when_unresponsive"] = known.RecycleWhenUnresponsive ? "on" : "",
            ["time_offset_minutes"] = Number(known.TimeOffsetMinutes),
            ["tag_suffix_separator"] = known.TagSuffixSeparator ?? "",
            ["ignore_tag_separators"] = known.IgnoreTagSeparators ? "on" : "",
            ["remote_start_tag"] = known.RemoteStartTag ?? "",
            ["energy_unit"] = known.EnergyUnit ?? "",
            ["power_unit"] = known.PowerUnit ?? "",
        };
    }

    /// <summary>What describes the charger.</summary>
    public static IReadOnlyList<SettingField> Description { get; } =
    [
        new("name", Texts.Key("Name"), Texts.Key("Shown beside its identity.")),
        new("site", Texts.Key("Site"), Texts.Key("Lists and reports are narrowed by it: all chargers of a car park, a depot, a customer.")),
        new("location", Texts.Key("Location"), Texts.Key("Where drivers find it.")),
        new("latitude", Texts.Key("Latitude"), Texts.Key("Degrees north, such as 52.5163.")),
        new("longitude", Texts.Key("Longitude"), Texts.Key("Degrees east, such as 13.3777.")),
        new("connector_type", Texts.Key("Connector type"), Texts.Key("Such as Type 2 or CCS2; guessed from the model while empty.")),
        new("max_power_kw", Texts.Key("Rated power"), Texts.Key("Guessed from the model while empty."), Unit: "kW"),
        new("price_per_kwh", Texts.Key("Price of energy"), Texts.Key("The general price while empty."), Unit: Texts.Key("per kWh")),
        new("currency", Texts.Key("Currency"), Texts.Key("Three letters, such as EUR.")),
        new("notes", Texts.Key("Notes"), Texts.Key("What operators should know of it."), IsLong: true),
        new("number_of_connectors", Texts.Key("Connectors"), Texts.Key("A status of any other connector is not believed; what it tells itself while empty.")),
    ];

    /// <summary>How the charger has to be understood.</summary>
    public static IReadOnlyList<SettingField> Quirks { get; } =
    [
        new("aliases", Texts.Key("Also connects as"), Texts.Key("Other identities, separated by spaces, for a charger whose URL ends in its serial number.")),
        new("recycle_when_unresponsive", Texts.Key("Cut the connection when it no longer answers"), Texts.Key("For a charger that turns deaf and answers again only on a new connection."), IsSwitch: true),
        new("time_offset_minutes", Texts.Key("Its clock is ahead of UTC by"), Texts.Key("Applies to times it tells without a zone. Learned by itself; 480 means eight hours."), Unit: Texts.Key("minutes")),
        new("tag_suffix_separator", Texts.Key("Id tags end at"), Texts.Key("For a charger that appends something to each tag: with _ the tag 04A2_1234 is 04A2.")),
        new("ignore_tag_separators", Texts.Key("Ignore spaces, colons and hyphens in id tags"), Texts.Key("For a charger that writes F6:CA:0C:C5 where the card is stored as F6CA0CC5."), IsSwitch: true),
        new("remote_start_tag", Texts.Key("Remote starts use the tag"), Texts.Key("For a charger that refuses every other tag; the session still belongs to the tag that was asked for.")),
        new("energy_unit", Texts.Key("Unit of energy"), Texts.Key("For a charger that names the wrong unit."), ["", "Wh", "kWh"]),
        new("power_unit", Texts.Key("Unit of power"), Texts.Key("For a charger that names the wrong unit."), ["", "W", "kW"]),
    ];

    /// <summary>What is wrong, by member.</summary>
    public IReadOnlyDictionary<string, string> Faults => _faults;

    public string this[string member]
    {
        get => _texts[member];
        set => _texts[member] = value;
    }

    /// <summary>The settings as written; null when something is wrong with them, which <see cref="Faults"/> tells.</summary>
    public ChargerSettingsBody? Read()
    {
        _faults.Clear();
        var body = new ChargerSettingsBody
        {
            Name = this["name"],
            Site = this["site"],
            Location = this["location"],
            Latitude = Decimal("latitude"),
            Longitude = Decimal("longitude"),
            ConnectorType = this["connector_type"],
            MaxPowerKw = Decimal("max_power_kw"),
            PricePerKwh = Decimal("price_per_kwh"),
            Currency = this["currency"].Trim() is { Length: > 0 } currency ? currency : null,
            Notes = this["notes"],
            NumberOfConnectors = Whole("number_of_connectors"),
            Aliases = this["aliases"].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
            RecycleWhenUnresponsive = this["recycle_when_unresponsive"].Length > 0,
            TimeOffsetMinutes = Whole("time_offset_minutes"),
            TagSuffixSeparator = this["tag_suffix_separator"],
            IgnoreTagSeparators = this["ignore_tag_separators"].Length > 0,
            RemoteStartTag = this["remote_start_tag"],
            EnergyUnit = this["energy_unit"],
            PowerUnit = this["power_unit"],
        };
        var violations = new Violations();
        ((ICheckedBody)body).Check(violations);
        foreach (var (member, messages) in violations.Errors)
        {
            var what = messages[0].StartsWith(member, StringComparison.Ordinal) ? messages[0][member.Length..].Trim() : messages[0];
            _faults.TryAdd(member, char.ToUpperInvariant(what[0]) + what[1..]);
        }

        return _faults.Count == 0 ? body : null;
    }

    private double? Decimal(string member)
    {
        if (string.IsNullOrWhiteSpace(this[member]))
        {
            return null;
        }

        if (double.TryParse(this[member].Trim().Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
        {
            return number;
        }

        _faults[member] = Texts.Key("This is no number.");
        return null;
    }

    private int? Whole(string member)
    {
        if (string.IsNullOrWhiteSpace(this[member]))
        {
            return null;
        }

        if (int.TryParse(this[member].Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        _faults[member] = Texts.Key("This is no whole number.");
        return null;
    }

    private static string Number(double? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}

/// <summary>One setting as it is asked for.</summary>
/// <param name="Member">Its name in the API.</param>
/// <param name="Label">Its name on screen.</param>
/// <param name="Help">What it does, in one sentence.</param>
/// <param name="Choices">The values to choose from; the empty one means what the charger says.</param>
/// <param name="Unit">The unit of a number.</param>
/// <param name="IsSwitch">Whether it is on or off.</param>
/// <param name="IsLong">Whether it may take several lines.</param>
internal sealed record SettingField(string Member, string Label, string Help, string[]? Choices = null, string? Unit = null, bool IsSwitch = false, bool IsLong = false);
