namespace ChargingConsole.Core.Charging;

/// <summary>What a number of sessions come to.</summary>
public sealed record SessionTotals
{
    /// <summary>How many sessions.</summary>
    public int Sessions { get; init; }

    /// <summary>How many of them are open.</summary>
    public int Open { get; init; }

    /// <summary>How many ended by an estimate of ours.</summary>
    public int Estimated { get; init; }

    /// <summary>The energy in Wh.</summary>
    public double EnergyWh { get; init; }

    /// <summary>How long they lasted together.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>What the energy costs at the chargers' present tariffs, by currency.</summary>
    public IReadOnlyDictionary<string, double> Costs { get; init; } = new Dictionary<string, double>();
}

/// <summary>A line of a report.</summary>
/// <param name="Key">The charger, site, tag or month (<c>2026-11</c>); empty for chargers without a site.</param>
/// <param name="Totals">What its sessions come to.</param>
public sealed record ReportLine(string Key, SessionTotals Totals);

/// <summary>By what a report sums up.</summary>
public enum ReportBy : byte
{
    /// <summary>By charger.</summary>
    Charger,
    /// <summary>By site.</summary>
    Site,
    /// <summary>By id tag.</summary>
    Tag,
    /// <summary>By the month of the start.</summary>
    Month,
}
