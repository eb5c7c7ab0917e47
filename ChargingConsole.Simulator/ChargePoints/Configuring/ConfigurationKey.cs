using System.Globalization;

namespace ChargingConsole.Simulator.ChargePoints.Configuring;

/// <summary>What the value of a configuration key may be.</summary>
internal enum ValueKind
{
    /// <summary>Any text.</summary>
    Text,
    /// <summary>A whole number.</summary>
    Whole,
    /// <summary>true or false.</summary>
    Switch,
    /// <summary>A comma separated list of measurands, each with or without a phase.</summary>
    Measurands,
}

/// <summary>One configuration key of OCPP 1.6 §9 or the security extension.</summary>
internal sealed record ConfigurationKey(string Name, ValueKind Kind, string Usual)
{
    private static readonly HashSet<string> s_measurands =
    [
        "Energy.Active.Import.Register", "Energy.Active.Import.Interval", "Power.Active.Import", "Power.Offered", "Power.Factor",
        "Current.Import", "Current.Offered", "Voltage", "Frequency", "Temperature", "SoC",
    ];

    /// <summary>What the charge point has to have for the key to be there.</summary>
    public ChargePointFeatures Needs { get; init; }

    public bool IsReadOnly { get; init; }

    /// <summary>Never given away by GetConfiguration.</summary>
    public bool IsWriteOnly { get; init; }

    /// <summary>Whether a change counts only from the next boot on.</summary>
    public bool NeedsReboot { get; init; }

    /// <summary>The smallest whole number, or the fewest characters.</summary>
    public int Least { get; init; }

    /// <summary>The largest whole number, or the most characters; OCPP 1.6 §7.29 allows 500.</summary>
    public int Most { get; init; } = 500;

    public bool Allows(string value) => Kind switch
    {
        ValueKind.Whole => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) && whole >= Least && whole <= Most,
        ValueKind.Switch => bool.TryParse(value, out _),
        ValueKind.Measurands => value.Length <= Most && Split(value).All(IsMeasurand),
        _ => value.Length >= Least && value.Length <= Most,
    };

    public static string[] Split(string value) => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool IsMeasurand(string text) =>
        s_measurands.Contains(text) || (text.Length > 3 && text[^3..] is ".L1" or ".L2" or ".L3" && s_measurands.Contains(text[..^3]));
}
