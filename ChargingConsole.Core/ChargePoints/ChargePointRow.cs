namespace ChargingConsole.Core.ChargePoints;

/// <summary>What is kept of a charge point over restarts. Immutable: a change is a new row.</summary>
public sealed record ChargePointRow
{
    /// <summary>The row's key; small, so that the journal stays compact.</summary>
    public required int Key { get; init; }

    /// <summary>The identity as the charge point first spelled it; compared without regard to case.</summary>
    public required string ChargePointId { get; init; }

    /// <summary>When it was first seen, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whether its BootNotification is accepted.</summary>
    public RegistrationStatus Registration { get; init; }

    /// <summary>Vendor as of the last boot.</summary>
    public string? Vendor { get; init; }

    /// <summary>Model as of the last boot.</summary>
    public string? Model { get; init; }

    /// <summary>Serial number as of the last boot.</summary>
    public string? SerialNumber { get; init; }

    /// <summary>Firmware version as of the last boot.</summary>
    public string? FirmwareVersion { get; init; }

    /// <summary>ICCID of the SIM card as of the last boot.</summary>
    public string? Iccid { get; init; }

    /// <summary>IMSI of the SIM card as of the last boot.</summary>
    public string? Imsi { get; init; }

    /// <summary>Type of the main meter as of the last boot.</summary>
    public string? MeterType { get; init; }

    /// <summary>Serial number of the main meter as of the last boot.</summary>
    public string? MeterSerialNumber { get; init; }

    /// <summary>When it last booted, UTC.</summary>
    public DateTimeOffset? LastBootAt { get; init; }

    /// <summary>When it last booted or its connection ended, UTC.</summary>
    public DateTimeOffset? LastSeenAt { get; init; }

    /// <summary>The name operators gave it.</summary>
    public string? Name { get; init; }

    /// <summary>The site it belongs to, by which lists and reports are narrowed.</summary>
    public string? Site { get; init; }

    /// <summary>The place operators gave it.</summary>
    public string? Location { get; init; }

    /// <summary>Degrees north.</summary>
    public double? Latitude { get; init; }

    /// <summary>Degrees east.</summary>
    public double? Longitude { get; init; }

    /// <summary>The plug, such as "Type 2"; guessed from the model when absent.</summary>
    public string? ConnectorType { get; init; }

    /// <summary>The rated power in kW; guessed from the model when absent.</summary>
    public double? MaxPowerKw { get; init; }

    /// <summary>The price of energy per kWh in <see cref="Currency"/>.</summary>
    public double? PricePerKwh { get; init; }

    /// <summary>ISO 4217 code of the tariff.</summary>
    public string? Currency { get; init; }

    /// <summary>What operators want to remember of it.</summary>
    public string? Notes { get; init; }

    /// <summary>How many connectors it is known to have; null until it or an operator told.</summary>
    public int? NumberOfConnectors { get; init; }

    /// <summary>How many of its frames deviated from the specification.</summary>
    public long QuirkCount { get; init; }
}

/// <summary>How the central system stands to a charge point (OCPP 1.6 §7.39).</summary>
public enum RegistrationStatus : byte
{
    /// <summary>It connected and never sent a BootNotification.</summary>
    Unknown = 0,
    /// <summary>Accepted.</summary>
    Accepted = 1,
    /// <summary>An operator has to decide.</summary>
    Pending = 2,
    /// <summary>Refused.</summary>
    Rejected = 3,
}
