namespace ChargingConsole.Components.Commands.Forms;

/// <summary>The configuration keys of the specification (OCPP 1.6 §9), to choose from before a charger told its own.</summary>
internal static class WellKnownKeys
{
    public static IReadOnlyList<FieldChoice> All { get; } =
    [
        .. new[]
        {
            "AllowOfflineTxForUnknownId", "AuthorizationCacheEnabled", "AuthorizationKey", "AuthorizeRemoteTxRequests", "BlinkRepeat", "ChargeProfileMaxStackLevel", "ChargingScheduleAllowedChargingRateUnit",
            "ChargingScheduleMaxPeriods", "ClockAlignedDataInterval", "ConnectionTimeOut", "ConnectorPhaseRotation", "ConnectorSwitch3to1PhaseSupported", "CpoName", "GetConfigurationMaxKeys",
            "HeartbeatInterval", "LightIntensity", "LocalAuthListEnabled", "LocalAuthListMaxLength", "LocalAuthorizeOffline", "LocalPreAuthorize", "MaxChargingProfilesInstalled", "MaxEnergyOnInvalidId",
            "MeterValueSampleInterval", "MeterValuesAlignedData", "MeterValuesSampledData", "MinimumStatusDuration", "NumberOfConnectors", "ReserveConnectorZeroSupported", "ResetRetries",
            "SecurityProfile", "SendLocalListMaxLength", "StopTransactionOnEVSideDisconnect", "StopTransactionOnInvalidId", "StopTxnAlignedData", "StopTxnSampledData", "SupportedFeatureProfiles",
            "SupportedFileTransferProtocols", "TransactionMessageAttempts", "TransactionMessageRetryInterval", "UnlockConnectorOnEVSideDisconnect", "WebSocketPingInterval",
        }.Select(key => new FieldChoice(key, "")),
    ];
}
