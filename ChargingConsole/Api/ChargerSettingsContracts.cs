using ChargingConsole.Core.ChargePoints;

namespace ChargingConsole.Api;

/// <summary>What came of cutting a connection.</summary>
internal sealed record ReconnectAnswer(bool Success, string Message, long? CommandId);

/// <summary>A charger's settings.</summary>
internal sealed record ChargerSettingsContract
{
    public required string? Name { get; init; }

    /// <summary>The site it belongs to.</summary>
    public required string? Site { get; init; }

    public required string? Location { get; init; }
    public required double? Latitude { get; init; }
    public required double? Longitude { get; init; }

    /// <summary>The plug, as it was set; null where it is guessed from the model.</summary>
    public required string? ConnectorType { get; init; }

    /// <summary>The rated power in kW, as it was set; null where it is guessed from the model.</summary>
    public required double? MaxPowerKw { get; init; }

    public required double? PricePerKwh { get; init; }
    public required string? Currency { get; init; }

    /// <summary>What operators want to remember of it.</summary>
    public required string? Notes { get; init; }

    public required int? NumberOfConnectors { get; init; }

    /// <summary>Other identities under which it connects.</summary>
    public required IReadOnlyList<string> Aliases { get; init; }

    /// <summary>Its connection is cut when it no longer answers, so that it comes back.</summary>
    public required bool RecycleWhenUnresponsive { get; init; }

    /// <summary>By how many minutes times without a zone are ahead of UTC; learned, or set.</summary>
    public required int? TimeOffsetMinutes { get; init; }

    /// <summary>What parts a tag from what the charger appends to it.</summary>
    public required string? TagSuffixSeparator { get; init; }

    /// <summary>Tags are found without regard to spaces, colons and hyphens.</summary>
    public required bool IgnoreTagSeparators { get; init; }

    /// <summary>The only tag with which it lets itself be started remotely.</summary>
    public required string? RemoteStartTag { get; init; }

    /// <summary>The unit of its energy values whatever they say: Wh or kWh.</summary>
    public required string? EnergyUnit { get; init; }

    /// <summary>The unit of its power values whatever they say: W or kW.</summary>
    public required string? PowerUnit { get; init; }

    /// <summary>What it answered NotSupported or NotImplemented to; learned.</summary>
    public required IReadOnlyList<string> NotSupported { get; init; }

    public static ChargerSettingsContract From(ChargePointState state)
    {
        var (row, settings) = (state.Row, state.QuirkSettings);
        return new ChargerSettingsContract
        {
            Name = row.Name,
            Site = row.Site,
            Location = row.Location,
            Latitude = row.Latitude,
            Longitude = row.Longitude,
            ConnectorType = row.ConnectorType,
            MaxPowerKw = row.MaxPowerKw,
            PricePerKwh = row.PricePerKwh,
            Currency = row.Currency,
            Notes = row.Notes,
            NumberOfConnectors = row.NumberOfConnectors,
            Aliases = settings?.Aliases?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [],
            RecycleWhenUnresponsive = settings?.RecycleWhenUnresponsive ?? false,
            TimeOffsetMinutes = settings?.TimeOffsetMinutes,
            TagSuffixSeparator = settings?.TagSuffixSeparator,
            IgnoreTagSeparators = settings?.IgnoreTagSeparators ?? false,
            RemoteStartTag = settings?.RemoteStartTag,
            EnergyUnit = settings?.EnergyUnit,
            PowerUnit = settings?.PowerUnit,
            NotSupported = Capabilities.Missing(state),
        };
    }
}

/// <summary>What a charger's settings are to be; what is absent becomes the default.</summary>
internal sealed record ChargerSettingsBody : ICheckedBody
{
    /// <summary>The name operators give it.</summary>
    public string? Name { get; init; }

    /// <summary>The site it belongs to.</summary>
    public string? Site { get; init; }

    /// <summary>The place.</summary>
    public string? Location { get; init; }

    /// <summary>Degrees north.</summary>
    public double? Latitude { get; init; }

    /// <summary>Degrees east.</summary>
    public double? Longitude { get; init; }

    /// <summary>The plug, such as "Type 2".</summary>
    public string? ConnectorType { get; init; }

    /// <summary>The rated power in kW.</summary>
    public double? MaxPowerKw { get; init; }

    /// <summary>The price of energy per kWh.</summary>
    public double? PricePerKwh { get; init; }

    /// <summary>ISO 4217 code of the price.</summary>
    public string? Currency { get; init; }

    /// <summary>What operators want to remember of it.</summary>
    public string? Notes { get; init; }

    /// <summary>How many connectors it has; statuses of others are not believed.</summary>
    public int? NumberOfConnectors { get; init; }

    /// <summary>Other identities under which it connects.</summary>
    public string[]? Aliases { get; init; }

    /// <summary>Cut its connection when it no longer answers.</summary>
    public bool RecycleWhenUnresponsive { get; init; }

    /// <summary>By how many minutes times without a zone are ahead of UTC.</summary>
    public int? TimeOffsetMinutes { get; init; }

    /// <summary>What parts a tag from what the charger appends to it.</summary>
    public string? TagSuffixSeparator { get; init; }

    /// <summary>Find tags without regard to spaces, colons and hyphens.</summary>
    public bool IgnoreTagSeparators { get; init; }

    /// <summary>The only tag with which it lets itself be started remotely.</summary>
    public string? RemoteStartTag { get; init; }

    /// <summary>Wh or kWh; null to believe what it says.</summary>
    public string? EnergyUnit { get; init; }

    /// <summary>W or kW; null to believe what it says.</summary>
    public string? PowerUnit { get; init; }

    /// <summary>The row with this body's values.</summary>
    public ChargePointRow Describe(ChargePointRow row) => row with
    {
        Name = Text(Name),
        Site = Text(Site),
        Location = Text(Location),
        Latitude = Latitude,
        Longitude = Longitude,
        ConnectorType = Text(ConnectorType),
        MaxPowerKw = MaxPowerKw,
        PricePerKwh = PricePerKwh,
        Currency = Text(Currency)?.ToUpperInvariant(),
        Notes = Text(Notes),
        NumberOfConnectors = NumberOfConnectors,
    };

    /// <summary>The quirk settings with this body's values; what was learned of capabilities stays.</summary>
    public QuirkSettings Understand(QuirkSettings settings) => settings with
    {
        Aliases = Aliases is { Length: > 0 } ? string.Join(' ', Aliases) : null,
        RecycleWhenUnresponsive = RecycleWhenUnresponsive,
        TimeOffsetMinutes = TimeOffsetMinutes,
        TagSuffixSeparator = string.IsNullOrEmpty(TagSuffixSeparator) ? null : TagSuffixSeparator,
        IgnoreTagSeparators = IgnoreTagSeparators,
        RemoteStartTag = Text(RemoteStartTag),
        EnergyUnit = Text(EnergyUnit),
        PowerUnit = Text(PowerUnit),
    };

    void ICheckedBody.Check(Violations violations)
    {
        violations.Require(Name is not { Length: > 255 }, "name", "is longer than 255 characters");
        violations.Require(Site is not { Length: > 255 }, "site", "is longer than 255 characters");
        violations.Require(Notes is not { Length: > 2000 }, "notes", "is longer than 2000 characters");
        violations.Require(Location is not { Length: > 255 }, "location", "is longer than 255 characters");
        violations.Require(Latitude is null or (>= -90 and <= 90), "latitude", "is not between -90 and 90");
        violations.Require(Longitude is null or (>= -180 and <= 180), "longitude", "is not between -180 and 180");
        violations.Require(ConnectorType is not { Length: > 255 }, "connector_type", "is longer than 255 characters");
        violations.Require(MaxPowerKw is null or (> 0 and <= 10_000), "max_power_kw", "is not between 0 and 10000");
        violations.Require(PricePerKwh is null or (>= 0 and <= 1000), "price_per_kwh", "is not between 0 and 1000");
        violations.Require(Currency is null or { Length: 3 }, "currency", "is not a code of three letters");
        violations.Require(NumberOfConnectors is null or (>= 1 and <= 1000), "number_of_connectors", "is not between 1 and 1000");
        violations.Require(Aliases is null || (Aliases.All(alias => alias is { Length: > 0 } && !alias.Any(char.IsWhiteSpace)) && string.Join(' ', Aliases).Length <= 1000),
            "aliases", "must be identities without spaces, together at most 1000 characters");
        violations.Require(TimeOffsetMinutes is null or (>= -14 * 60 and <= 14 * 60), "time_offset_minutes", "is not between -840 and 840");
        violations.Require(TagSuffixSeparator is not { Length: > 10 }, "tag_suffix_separator", "is longer than 10 characters");
        violations.Require(RemoteStartTag is not { Length: > 20 }, "remote_start_tag", "is longer than 20 characters");
        violations.Require(EnergyUnit is null or "" or "Wh" or "kWh", "energy_unit", "must be Wh or kWh");
        violations.Require(PowerUnit is null or "" or "W" or "kW", "power_unit", "must be W or kW");
    }

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
