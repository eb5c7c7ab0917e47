using static ChargingConsole.Core.Configuration.KeyType;

namespace ChargingConsole.Core.Configuration;

/// <summary>The keys of the core profile (OCPP 1.6 §9.1).</summary>
internal static class KnownCoreKeys
{
    private static readonly string[] s_measurands =
    [
        "Current.Export", "Current.Import", "Current.Offered", "Energy.Active.Export.Register", "Energy.Active.Import.Register",
        "Energy.Reactive.Export.Register", "Energy.Reactive.Import.Register", "Energy.Active.Export.Interval", "Energy.Active.Import.Interval",
        "Energy.Reactive.Export.Interval", "Energy.Reactive.Import.Interval", "Frequency", "Power.Active.Export", "Power.Active.Import", "Power.Factor",
        "Power.Offered", "Power.Reactive.Export", "Power.Reactive.Import", "RPM", "SoC", "Temperature", "Voltage",
    ];

    public static IEnumerable<KnownKey> All { get; } =
    [
        Flag("AllowOfflineTxForUnknownId", "While offline, lets tags charge that neither the local list nor the cache knows."),
        Flag("AuthorizationCacheEnabled", "Keeps the answers to Authorize for later."),
        Flag("AuthorizeRemoteTxRequests", "Asks for authorisation before a remote start begins; off starts at once."),
        Amount("BlinkRepeat", "How often the lights blink for a signal.", "times"),
        Amount("ClockAlignedDataInterval", "Meter values at fixed times of day, this far apart. 0 sends none.", "s", 0, 86_400),
        Amount("ConnectionTimeOut", "How long the charger waits for the cable after the driver was authorised.", "s"),
        Words("ConnectorPhaseRotation", "How the phases are wired, per connector, such as 0.RST, 1.RST, 2.RTS."),
        Fixed("ConnectorPhaseRotationMaxLength", "The most elements in ConnectorPhaseRotation."),
        Fixed("GetConfigurationMaxKeys", "The most keys one request may ask for."),
        Amount("HeartbeatInterval", "The time between two heartbeats when nothing else is sent.", "s", 1) with
        {
            Caution = "The value told in the answer to BootNotification replaces it at the next boot.",
        },
        Amount("LightIntensity", "The brightness of the lights.", "%", 0, 100),
        Flag("LocalAuthorizeOffline", "While offline, lets tags charge that the local list or the cache knows."),
        Flag("LocalPreAuthorize", "While online, starts tags that the local list or the cache knows without asking first."),
        Amount("MaxEnergyOnInvalidId", "The energy given to a tag that turns out to be invalid after the start.", "Wh"),
        Measurands("MeterValuesAlignedData", "What MeterValues at fixed times of day contain."),
        Fixed("MeterValuesAlignedDataMaxLength", "The most elements in MeterValuesAlignedData."),
        Measurands("MeterValuesSampledData", "What MeterValues during a session contain."),
        Fixed("MeterValuesSampledDataMaxLength", "The most elements in MeterValuesSampledData."),
        Amount("MeterValueSampleInterval", "The time between two MeterValues during a session. 0 sends none.", "s", 0, 86_400) with
        {
            Caution = "Below about 10 s the charger and the mobile link are busy with little else.",
        },
        Amount("MinimumStatusDuration", "How long a status has to last before it is told.", "s"),
        Fixed("NumberOfConnectors", "How many connectors the charger has."),
        Amount("ResetRetries", "How often a reset is tried again when it failed.", "times"),
        Flag("StopTransactionOnEVSideDisconnect", "Ends the session when the cable is pulled at the vehicle.") with
        {
            Caution = "When off, a session is suspended and goes on when the cable is put back.",
        },
        Flag("StopTransactionOnInvalidId", "Ends the session when its tag turns out to be invalid."),
        Measurands("StopTxnAlignedData", "What of the fixed times StopTransaction contains."),
        Fixed("StopTxnAlignedDataMaxLength", "The most elements in StopTxnAlignedData."),
        Measurands("StopTxnSampledData", "What of the session's readings StopTransaction contains."),
        Fixed("StopTxnSampledDataMaxLength", "The most elements in StopTxnSampledData."),
        Fixed("SupportedFeatureProfiles", "The parts of OCPP 1.6 that the charger has.") with
        {
            Type = List,
            Allowed = ["Core", "FirmwareManagement", "LocalAuthListManagement", "Reservation", "SmartCharging", "RemoteTrigger"],
        },
        Fixed("SupportedFeatureProfilesMaxLength", "The most elements in SupportedFeatureProfiles."),
        Amount("TransactionMessageAttempts", "How often a start, stop or reading is sent when we could not process it.", "times", 1) with
        {
            Caution = "A low number loses sessions when the server or its database is away for longer.",
        },
        Amount("TransactionMessageRetryInterval", "How long to wait before sending it again; multiplied by the number of tries so far.", "s"),
        Flag("UnlockConnectorOnEVSideDisconnect", "Unlocks the cable at the charger when it is pulled at the vehicle."),
        Amount("WebSocketPingInterval", "The time between two WebSocket pings of the charger. 0 sends none.", "s", 0, 86_400) with
        {
            Caution = "Without pings, routers may drop an idle connection unnoticed.",
        },
    ];

    internal static KnownKey Flag(string name, string meaning, string profile = "Core") => new() { Name = name, Meaning = meaning, Type = KeyType.Boolean, Profile = profile };

    internal static KnownKey Amount(string name, string meaning, string? unit, long minimum = 0, long maximum = int.MaxValue, string profile = "Core") =>
        new() { Name = name, Meaning = meaning, Type = Number, Profile = profile, Unit = unit, Minimum = minimum, Maximum = maximum };

    internal static KnownKey Words(string name, string meaning, string profile = "Core") => new() { Name = name, Meaning = meaning, Type = List, Profile = profile };

    internal static KnownKey Fixed(string name, string meaning, string profile = "Core") => new() { Name = name, Meaning = meaning, Type = Number, Profile = profile, IsReadonly = true };

    private static KnownKey Measurands(string name, string meaning) => Words(name, meaning) with { Allowed = s_measurands };
}
