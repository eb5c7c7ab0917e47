namespace ChargingConsole.Core.Charging;

/// <summary>One reading, normalised to Wh, W, V, A and percent.</summary>
public sealed record MeterReadingRow
{
    /// <summary>The row's key, given by the database.</summary>
    public long Id { get; init; }

    /// <summary>The charge point.</summary>
    public required int ChargePointKey { get; init; }

    /// <summary>The connector; 0 is the main meter.</summary>
    public required int ConnectorId { get; init; }

    /// <summary>The transaction it belongs to, if any.</summary>
    public int? TransactionId { get; init; }

    /// <summary>When it was sampled, UTC.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The import register in Wh.</summary>
    public double? EnergyWh { get; init; }

    /// <summary>The active power in W.</summary>
    public double? PowerW { get; init; }

    /// <summary>The mean phase voltage in V.</summary>
    public double? VoltageV { get; init; }

    /// <summary>The highest phase current in A.</summary>
    public double? CurrentA { get; init; }

    /// <summary>The vehicle's state of charge in percent.</summary>
    public double? SocPercent { get; init; }

    /// <summary>Samples that the columns above do not hold, as OCPP JSON; null when they hold all.</summary>
    public string? OtherSamples { get; init; }
}
