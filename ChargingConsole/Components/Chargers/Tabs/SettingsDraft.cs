using System.Globalization;
using ChargingConsole.Api;
using ChargingConsole.Core.ChargePoints;

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
            ["location"] = known.Location ?? "",
            ["latitude"] = Number(known.Latitude),
            ["longitude"] = Number(known.Longitude),
            ["connector_type"] = known.ConnectorType ?? "",
            ["max_power_kw"] = Number(known.MaxPowerKw),
            ["price_per_kwh"] = Number(known.PricePerKwh),
            ["currency"] = known.Currency ?? "",
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
        new("name", "Name", "Shown beside its identity."),
        new("location", "Site", "Where drivers find it."),
        new("latitude", "Latitude", "Degrees north, such as 52.5163."),
        new("longitude", "Longitude", "Degrees east, such as 13.3777."),
        new("connector_type", "Connector type", "Such as Type 2 or CCS2; guessed from the model while empty."),
        new("max_power_kw", "Rated power", "Guessed from the model while empty.", Unit: "kW"),
        new("price_per_kwh", "Price of energy", "The general price while empty.", Unit: "per kWh"),
        new("currency", "Currency", "Three letters, such as EUR."),
        new("number_of_connectors", "Connectors", "A status of any other connector is not believed; what it tells itself while empty."),
    ];

    /// <summary>How the charger has to be understood.</summary>
    public static IReadOnlyList<SettingField> Quirks { get; } =
    [
        new("aliases", "Also connects as", "Other identities, separated by spaces, for a charger whose URL ends in its serial number."),
        new("recycle_when_unresponsive", "Cut the connection when it no longer answers", "For a charger that turns deaf and answers again only on a new connection.", IsSwitch: true),
        new("time_offset_minutes", "Its clock is ahead of UTC by", "Applies to times it tells without a zone. Learned by itself; 480 means eight hours.", Unit: "minutes"),
        new("tag_suffix_separator", "Id tags end at", "For a charger that appends something to each tag: with _ the tag 04A2_1234 is 04A2."),
        new("ignore_tag_separators", "Ignore spaces, colons and hyphens in id tags", "For a charger that writes F6:CA:0C:C5 where the card is stored as F6CA0CC5.", IsSwitch: true),
        new("remote_start_tag", "Remote starts use the tag", "For a charger that refuses every other tag; the session still belongs to the tag that was asked for."),
        new("energy_unit", "Unit of energy", "For a charger that names the wrong unit.", ["", "Wh", "kWh"]),
        new("power_unit", "Unit of power", "For a charger that names the wrong unit.", ["", "W", "kW"]),
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
            Location = this["location"],
            Latitude = Decimal("latitude"),
            Longitude = Decimal("longitude"),
            ConnectorType = this["connector_type"],
            MaxPowerKw = Decimal("max_power_kw"),
            PricePerKwh = Decimal("price_per_kwh"),
            Currency = this["currency"].Trim() is { Length: > 0 } currency ? currency : null,
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

        _faults[member] = "This is no number.";
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

        _faults[member] = "This is no whole number.";
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
internal sealed record SettingField(string Member, string Label, string Help, string[]? Choices = null, string? Unit = null, bool IsSwitch = false);
