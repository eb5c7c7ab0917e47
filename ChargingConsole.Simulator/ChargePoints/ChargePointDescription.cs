namespace ChargingConsole.Simulator.ChargePoints;

/// <summary>What is printed on a charge point's type plate.</summary>
public sealed record ChargePointDescription
{
    /// <summary>The identity in the connection URL.</summary>
    public required string Id { get; init; }

    /// <summary>Vendor; at most 20 characters on the wire.</summary>
    public string Vendor { get; init; } = "ChargingConsole";

    /// <summary>Model; at most 20 characters on the wire.</summary>
    public string Model { get; init; } = "Virtual";

    /// <summary>Serial number; at most 25 characters on the wire.</summary>
    public string? SerialNumber { get; init; }

    /// <summary>Firmware version; at most 50 characters on the wire.</summary>
    public string FirmwareVersion { get; init; } = "1.0.0";

    /// <summary>The feature profiles it has besides Core.</summary>
    public ChargePointFeatures Features { get; init; } = ChargePointFeatures.All;

    /// <summary>Configuration keys that differ from the usual at the start, also read-only ones.</summary>
    public IReadOnlyDictionary<string, string> Configuration { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether what it sends strays from the specification in ways that real charge points do.</summary>
    public bool IsSloppy { get; init; }

    /// <summary>Whether it answers what it does not have with NotImplemented, as old firmware does, instead of NotSupported.</summary>
    public bool KnowsCoreOnly { get; init; }

    /// <summary>Whether its own key pair is RSA instead of ECDSA.</summary>
    public bool HasRsaKey { get; init; }

    /// <summary>Where it stands. OCPP 1.6 does not carry this.</summary>
    public string? Location { get; init; }

    /// <summary>The connectors, the first being connector 1.</summary>
    public IReadOnlyList<ConnectorDescription> Connectors { get; init; } = [new()];

    /// <summary>Seed of everything random about it.</summary>
    public int Seed { get; init; } = 1;
}

/// <summary>One connector and the car that comes to it.</summary>
public sealed record ConnectorDescription
{
    /// <summary>What it delivers.</summary>
    public ChargingCurve Curve { get; init; } = ChargingCurve.Ac(11_000);

    /// <summary>Battery of the cars that come, in Wh. A small one fills within minutes, with power and energy still agreeing.</summary>
    public double BatteryWattHours { get; init; } = 60_000;

    /// <summary>The register at the start, in Wh.</summary>
    public long InitialRegisterWattHours { get; init; }
}
