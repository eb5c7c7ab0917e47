using ChargingConsole.Simulator.ChargePoints;

namespace ChargingConsole.Simulator.Fleet;

/// <summary>The stations of the demo: invented vendors, believable machines.</summary>
internal static class DemoCatalogue
{
    private static readonly Model[] s_models =
    [
        new("Nordvolt", "Wall 11", "2.4.1", "Town hall, yard", Ac(11)),
        new("Nordvolt", "Duo 22", "2.4.1", "Market square", Ac(22), Ac(22)),
        new("Helios Drive", "HD-150", "7.0.3", "Motorway services north", Dc(150), Dc(150)),
        new("Kestrel Power", "KP7 Home", "1.12.0", "Station road 4", Ac(7.4, 1))
        {
            Features = ChargePointFeatures.RemoteTrigger | ChargePointFeatures.FirmwareManagement,
        },
        new("Rhein-Lade", "RL-50 Combo", "5.1.8", "Harbour, pier 2", Dc(50), Ac(22))
        {
            HasRsaKey = true,
            Keys = new() { ["ChargingScheduleAllowedChargingRateUnit"] = "Power" },
        },
        new("Nordvolt", "Wall 22", "2.3.9", "Library", Ac(22)) { Features = ChargePointFeatures.All & ~ChargePointFeatures.Security },
        new("Amperia", "Triple 75", "3.8.0", "Retail park", Dc(75), Dc(75), Ac(22)),
        new("Kestrel Power", "KP11 Duo", "1.12.0", "Hotel garage", Ac(11), Ac(11))
        {
            Keys = new() { ["GetConfigurationMaxKeys"] = "20", ["ReserveConnectorZeroSupported"] = "false", ["ChargeProfileMaxStackLevel"] = "0" },
        },
        new("Helios Drive", "HD-100", "7.0.3", "Motorway services south", Dc(100), Dc(100)),
        new("Amperia", "Column 22", "3.7.5", "Sports hall", Ac(22), Ac(22)) { IsSloppy = true },
        new("Rhein-Lade", "RL-120", "5.2.0", "Depot, row A", Dc(120)) { HasRsaKey = true },
        // Firmware from before the optional profiles: what it does not have it does not even know by name.
        new("Kestrel Power", "KP7 Home", "1.11.4", "Office car park", Ac(7.4, 1)) { Features = ChargePointFeatures.None, KnowsCoreOnly = true },
    ];

    public static ChargePointDescription Describe(DemoFleetOptions options, int index)
    {
        var model = s_models[index % s_models.Length];
        var random = new Random((options.Seed * 7919) + index);
        return new ChargePointDescription
        {
            Id = $"{options.IdPrefix}{index + 1:0000}",
            Vendor = model.Vendor,
            Model = model.Name,
            FirmwareVersion = model.Firmware,
            SerialNumber = $"{model.Vendor[..2].ToUpperInvariant()}{random.Next(10_000_000, 99_999_999)}",
            Location = model.Location,
            Features = model.Features,
            KnowsCoreOnly = model.KnowsCoreOnly,
            IsSloppy = model.IsSloppy,
            HasRsaKey = model.HasRsaKey,
            Configuration = model.Keys,
            Seed = (options.Seed * 7919) + index,
            Connectors = [.. model.Curves.Select(curve => new ConnectorDescription
            {
                Curve = curve,
                // Five minutes at full power fill half of it, so that a visitor sees the taper.
                BatteryWattHours = curve.MaximumWatts / 12 * (1.6 + random.NextDouble()),
                InitialRegisterWattHours = random.Next(40_000, 9_000_000),
            })],
        };
    }

    private static ChargingCurve Ac(double kilowatts, int phases = 3) => ChargingCurve.Ac(kilowatts * 1000, phases);

    private static ChargingCurve Dc(double kilowatts) => ChargingCurve.Dc(kilowatts * 1000);

    private sealed record Model(string Vendor, string Name, string Firmware, string Location, params ChargingCurve[] Curves)
    {
        public ChargePointFeatures Features { get; init; } = ChargePointFeatures.All;

        public bool KnowsCoreOnly { get; init; }

        public bool IsSloppy { get; init; }

        public bool HasRsaKey { get; init; }

        public Dictionary<string, string> Keys { get; init; } = [];
    }
}
