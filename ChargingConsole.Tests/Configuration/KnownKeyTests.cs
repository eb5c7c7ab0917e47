using ChargingConsole.Core.Configuration;

namespace ChargingConsole.Tests.Configuration;

public sealed class KnownKeyTests
{
    [Theory]
    [InlineData("HeartbeatInterval", "300")]
    [InlineData("heartbeatinterval", "300")]
    [InlineData("MeterValueSampleInterval", "0")]
    [InlineData("AuthorizeRemoteTxRequests", "true")]
    [InlineData("AuthorizeRemoteTxRequests", "False")]
    [InlineData("MeterValuesSampledData", "Energy.Active.Import.Register,Voltage.L1-N, SoC")]
    [InlineData("MeterValuesSampledData", "")]
    [InlineData("ConnectorPhaseRotation", "0.RST,1.RST")]
    [InlineData("SecurityProfile", "3")]
    [InlineData("AuthorizationKey", "0123456789abcdef")]
    [InlineData("VendorKey", "anything; at all")]
    [InlineData("VendorKey", "")]
    public void What_may_be_set(string key, string value) => Assert.Null(KnownKeys.Fault(key, value));

    [Theory]
    [InlineData("HeartbeatInterval", "abc", "HeartbeatInterval must be a whole number (s).")]
    [InlineData("HeartbeatInterval", "0", "HeartbeatInterval must be at least 1.")]
    [InlineData("HeartbeatInterval", "1e3", "HeartbeatInterval must be a whole number (s).")]
    [InlineData("HeartbeatInterval", "99999999999", "HeartbeatInterval must be at most 2147483647.")]
    [InlineData("LightIntensity", "101", "LightIntensity must be at most 100.")]
    [InlineData("AuthorizeRemoteTxRequests", "yes", "AuthorizeRemoteTxRequests must be true or false.")]
    [InlineData("MeterValuesSampledData", "energy.active.import.register", "MeterValuesSampledData has \"energy.active.import.register\", which is spelled Energy.Active.Import.Register.")]
    [InlineData("SecurityProfile", "4", "SecurityProfile must be at most 3.")]
    [InlineData("AuthorizationKey", "short", "AuthorizationKey must have at least 16 characters.")]
    [InlineData("", "x", "key is required.")]
    [InlineData("123456789012345678901234567890123456789012345678901", "x", "key is longer than 50 characters.")]
    [InlineData("x", null, "value is required.")]
    public void What_may_not(string key, string? value, string message) => Assert.Equal(message, KnownKeys.Fault(key, value)?.Message);

    [Fact]
    public void A_value_of_501_characters_is_too_long_for_any_key() => Assert.Equal(("value", "value is longer than 500 characters."), KnownKeys.Fault("x", new string('x', 501)));

    [Fact]
    public void Every_known_key_says_what_it_does_and_the_standard_ones_are_all_there()
    {
        string[] standard =
        [
            "AllowOfflineTxForUnknownId", "AuthorizationCacheEnabled", "AuthorizeRemoteTxRequests", "BlinkRepeat", "ClockAlignedDataInterval", "ConnectionTimeOut",
            "ConnectorPhaseRotation", "ConnectorPhaseRotationMaxLength", "GetConfigurationMaxKeys", "HeartbeatInterval", "LightIntensity", "LocalAuthorizeOffline",
            "LocalPreAuthorize", "MaxEnergyOnInvalidId", "MeterValuesAlignedData", "MeterValuesAlignedDataMaxLength", "MeterValuesSampledData", "MeterValuesSampledDataMaxLength",
            "MeterValueSampleInterval", "MinimumStatusDuration", "NumberOfConnectors", "ResetRetries", "StopTransactionOnEVSideDisconnect", "StopTransactionOnInvalidId",
            "StopTxnAlignedData", "StopTxnAlignedDataMaxLength", "StopTxnSampledData", "StopTxnSampledDataMaxLength", "SupportedFeatureProfiles",
            "SupportedFeatureProfilesMaxLength", "TransactionMessageAttempts", "TransactionMessageRetryInterval", "UnlockConnectorOnEVSideDisconnect", "WebSocketPingInterval",
            "LocalAuthListEnabled", "LocalAuthListMaxLength", "SendLocalListMaxLength", "ReserveConnectorZeroSupported", "ChargeProfileMaxStackLevel",
            "ChargingScheduleAllowedChargingRateUnit", "ChargingScheduleMaxPeriods", "ConnectorSwitch3to1PhaseSupported", "MaxChargingProfilesInstalled",
            "AdditionalRootCertificateCheck", "AuthorizationKey", "CertificateSignedMaxChainSize", "CertificateStoreMaxLength", "CpoName", "SecurityProfile",
        ];

        Assert.All(standard, key => Assert.NotNull(KnownKeys.Find(key)));
        Assert.All(KnownKeys.All, key => Assert.True(key.Meaning.Length > 10 && key.Meaning.EndsWith('.') && key.Name.Length <= KnownKeys.MaxKeyLength, key.Name));
    }

    [Theory]
    [InlineData("""{"configurationKey":[{"key":"A","readonly":true,"value":"1"},{"key":"B","readonly":false}],"unknownKey":["C"]}""", "A=1:True B=:False", "C")]
    [InlineData("""{"configurationKey":[{"key":"A","readonly":"false","value":16},{"Key":" B ","Readonly":1,"Value":true}]}""", "A=16:False B=true:True", "")]
    [InlineData("""{"configurationKey":{"key":"A","value":null},"unknownKey":"C"}""", "A=:", "C")]
    [InlineData("""{"configurationKey":[{"readonly":true,"value":"1"},7,null,{"key":""},{"key":"B","value":"\ud800"}]}""", "B=:", "")]
    [InlineData("""{"configurationKey":null,"unknownKey":null}""", "", "")]
    [InlineData("""["x"]""", "", "")]
    [InlineData("""(broken""", "", "")]
    public void Answers_are_read_with_patience(string payload, string keys, string unknown)
    {
        var answer = ConfigurationAnswer.Read(payload);

        Assert.Equal(keys, string.Join(' ', answer.Keys.Select(key => $"{key.Key}={key.Value}:{key.IsReadonly}")));
        Assert.Equal(unknown, string.Join(' ', answer.Unknown));
    }

    [Fact]
    public void Two_configurations_differ_in_what_is_other_missing_or_new()
    {
        var left = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase) { ["Same"] = "1", ["Other"] = "1", ["Gone"] = null };
        var right = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase) { ["same"] = "1", ["Other"] = "2", ["New"] = "x" };

        Assert.Equal(
            [new("Gone", null, null, true, false), new("New", null, "x", false, true), new("Other", "1", "2", true, true)],
            ConfigurationDifference.Between(left, right));
    }

    [Fact]
    public void A_template_becomes_one_request_for_each_key_in_order()
    {
        var template = new ConfigurationTemplate { Name = "T", Values = [KeyValuePair.Create("HeartbeatInterval", "300"), KeyValuePair.Create("Größe", "a\"b")] };

        Assert.Null(template.Fault());
        Assert.Equal(["""{"key":"HeartbeatInterval","value":"300"}""", """{"key":"Größe","value":"a\"b"}"""], template.Payloads());
    }
}
