using System.Globalization;
using static ChargingConsole.Simulator.ChargePoints.Configuring.ValueKind;

namespace ChargingConsole.Simulator.ChargePoints.Configuring;

/// <summary>The configuration keys a virtual charge point knows, with what they are from the factory.</summary>
internal static class KeyCatalogue
{
    private const string Energy = "Energy.Active.Import.Register";
    private const int LongestWait = 2_000_000;

    /// <summary>All keys, sorted by name.</summary>
    public static IReadOnlyList<ConfigurationKey> All { get; } = [.. Core().Concat(Optional()).OrderBy(key => key.Name, StringComparer.Ordinal)];

    public static IReadOnlyDictionary<string, ConfigurationKey> ByName { get; } = All.ToDictionary(key => key.Name, StringComparer.Ordinal);

    private static IEnumerable<ConfigurationKey> Core() =>
    [
        On("AllowOfflineTxForUnknownId", true),
        On("AuthorizationCacheEnabled", true),
        On("AuthorizeRemoteTxRequests", false),
        Number("BlinkRepeat", 3, most: 100),
        Number("ClockAlignedDataInterval", 0, most: 86_400),
        Number("ConnectionTimeOut", 60, most: 86_400),
        new("ConnectorPhaseRotation", Text, "0.RST") { NeedsReboot = true },
        Fixed("ConnectorPhaseRotationMaxLength", 21),
        Fixed("GetConfigurationMaxKeys", 60),
        Number("HeartbeatInterval", 7200, most: LongestWait),
        Number("LightIntensity", 80, most: 100),
        On("LocalAuthorizeOffline", true),
        On("LocalPreAuthorize", false),
        Number("MaxEnergyOnInvalidId", 0, most: 1_000_000),
        new("MeterValuesAlignedData", Measurands, Energy),
        Fixed("MeterValuesAlignedDataMaxLength", 500),
        new("MeterValuesSampledData", Measurands, $"{Energy},Power.Active.Import,Voltage,Current.Import,SoC"),
        Fixed("MeterValuesSampledDataMaxLength", 500),
        Number("MeterValueSampleInterval", 60, most: 86_400),
        Number("MinimumStatusDuration", 0, most: 3600),
        Fixed("NumberOfConnectors", 1),
        Number("ResetRetries", 3, most: 100),
        On("StopTransactionOnEVSideDisconnect", true),
        On("StopTransactionOnInvalidId", true),
        new("StopTxnAlignedData", Measurands, ""),
        Fixed("StopTxnAlignedDataMaxLength", 500),
        new("StopTxnSampledData", Measurands, ""),
        Fixed("StopTxnSampledDataMaxLength", 500),
        new("SupportedFeatureProfiles", Text, "Core") { IsReadOnly = true },
        Fixed("SupportedFeatureProfilesMaxLength", 6),
        Number("TransactionMessageAttempts", 3, least: 1, most: 1000),
        Number("TransactionMessageRetryInterval", 5, most: 86_400),
        On("UnlockConnectorOnEVSideDisconnect", true),
        Number("WebSocketPingInterval", 30, most: 86_400) with { NeedsReboot = true },
    ];

    private static IEnumerable<ConfigurationKey> Optional() =>
    [
        new("SupportedFileTransferProtocols", Text, "HTTP,HTTPS") { IsReadOnly = true, Needs = ChargePointFeatures.FirmwareManagement },
        On("LocalAuthListEnabled", true) with { Needs = ChargePointFeatures.LocalAuthListManagement },
        Fixed("LocalAuthListMaxLength", 1000) with { Needs = ChargePointFeatures.LocalAuthListManagement },
        Fixed("SendLocalListMaxLength", 250) with { Needs = ChargePointFeatures.LocalAuthListManagement },
        new("ReserveConnectorZeroSupported", Switch, "true") { IsReadOnly = true, Needs = ChargePointFeatures.Reservation },
        Fixed("ChargeProfileMaxStackLevel", 8) with { Needs = ChargePointFeatures.SmartCharging },
        new("ChargingScheduleAllowedChargingRateUnit", Text, "Current,Power") { IsReadOnly = true, Needs = ChargePointFeatures.SmartCharging },
        Fixed("ChargingScheduleMaxPeriods", 24) with { Needs = ChargePointFeatures.SmartCharging },
        new("ConnectorSwitch3to1PhaseSupported", Switch, "false") { IsReadOnly = true, Needs = ChargePointFeatures.SmartCharging },
        Fixed("MaxChargingProfilesInstalled", 10) with { Needs = ChargePointFeatures.SmartCharging },
        new("AdditionalRootCertificateCheck", Switch, "false") { IsReadOnly = true, Needs = ChargePointFeatures.Security },
        new("AuthorizationKey", Text, "") { IsWriteOnly = true, Least = 16, Most = 40, Needs = ChargePointFeatures.Security },
        Fixed("CertificateSignedMaxChainSize", 10_000) with { Needs = ChargePointFeatures.Security },
        Fixed("CertificateStoreMaxLength", 10) with { Needs = ChargePointFeatures.Security },
        new("CpoName", Text, "ChargingConsole") { Least = 1, Most = 50, Needs = ChargePointFeatures.Security },
        Number("SecurityProfile", 0, most: 3) with { Needs = ChargePointFeatures.Security },
    ];

    private static ConfigurationKey On(string name, bool usual) => new(name, Switch, usual ? "true" : "false");

    private static ConfigurationKey Number(string name, int usual, int least = 0, int most = int.MaxValue) =>
        new(name, Whole, usual.ToString(CultureInfo.InvariantCulture)) { Least = least, Most = most };

    private static ConfigurationKey Fixed(string name, int value) => Number(name, value) with { IsReadOnly = true };
}
