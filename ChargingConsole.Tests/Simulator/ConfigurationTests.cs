using System.Text;
using System.Text.Json;
using ChargingConsole.Simulator.ChargePoints;
using Xunit;

namespace ChargingConsole.Tests.Simulator;

public sealed class ConfigurationTests : SimulatorTest
{
    [Fact]
    public async Task All_keys_come_with_value_and_whether_they_may_be_changed()
    {
        await MakeBootedAsync();
        var keys = (await ResultOfAsync("GetConfiguration", "{}")).GetProperty("configurationKey").EnumerateArray().ToArray();
        Assert.InRange(keys.Length, 45, 60);
        Assert.Equal(keys.Select(Name).Order(StringComparer.Ordinal), keys.Select(Name));
        Assert.True(keys.Single(key => Name(key) == "NumberOfConnectors").GetProperty("readonly").GetBoolean());
        Assert.Equal("2", keys.Single(key => Name(key) == "NumberOfConnectors").GetProperty("value").GetString());
        Assert.All(keys, key => Assert.True(Name(key) == "AuthorizationKey" || key.GetProperty("value").GetString()!.Length <= 500));

        static string Name(JsonElement key) => key.GetProperty("key").GetString()!;
    }

    [Fact]
    public async Task Keys_of_profiles_it_does_not_have_are_unknown()
    {
        await MakeBootedAsync(describe: usual => usual with { Features = ChargePointFeatures.Reservation });
        var some = await ResultOfAsync("GetConfiguration", """{"key":["SupportedFeatureProfiles","LocalAuthListEnabled"]}""");
        Assert.Equal("Core,Reservation", some.GetProperty("configurationKey")[0].GetProperty("value").GetString());
        Assert.Equal("LocalAuthListEnabled", some.GetProperty("unknownKey")[0].GetString());
        Assert.Equal("NotSupported", await ChangeAsync("LocalAuthListEnabled", "true"));
    }

    [Fact]
    public async Task More_keys_than_it_can_take_at_once_are_an_error()
    {
        await MakeBootedAsync(describe: usual => usual with { Configuration = new Dictionary<string, string> { ["GetConfigurationMaxKeys"] = "2" } });
        var answer = await Central.CallAsync("CP1", "GetConfiguration", """{"key":["A","B","C"]}""");
        Assert.Equal((4, "OccurenceConstraintViolation"), (answer[0].GetInt32(), answer[2].GetString()));
        Assert.Equal(2, (await ResultOfAsync("GetConfiguration", """{"key":["A","B"]}""")).GetProperty("unknownKey").GetArrayLength());
    }

    [Theory]
    [InlineData("HeartbeatInterval", "60", "Accepted")]
    [InlineData("HeartbeatInterval", "-1", "Rejected")]
    [InlineData("LightIntensity", "101", "Rejected")]
    [InlineData("LocalPreAuthorize", "yes", "Rejected")]
    [InlineData("LocalPreAuthorize", "True", "Accepted")]
    [InlineData("MeterValuesSampledData", "Voltage.L1,SoC", "Accepted")]
    [InlineData("MeterValuesSampledData", "Voltage,Happiness", "Rejected")]
    [InlineData("MeterValuesSampledData", "", "Accepted")]
    [InlineData("ChargeProfileMaxStackLevel", "9", "Rejected")]
    [InlineData("WebSocketPingInterval", "10", "RebootRequired")]
    [InlineData("AuthorizationKey", "short", "Rejected")]
    [InlineData("SecurityProfile", "2", "Rejected")]
    [InlineData("CoffeeStrength", "5", "NotSupported")]
    public async Task A_change_is_judged_by_the_key(string key, string value, string status)
    {
        await MakeBootedAsync();
        Assert.Equal(status, await ChangeAsync(key, value));
    }

    [Fact]
    public async Task A_new_password_is_used_on_a_new_connection_and_never_told()
    {
        var chargePoint = await MakeBootedAsync();
        Assert.Equal("Rejected", await ChangeAsync("SecurityProfile", "1"));
        Assert.Equal("Accepted", await ChangeAsync("AuthorizationKey", "0123456789abcdef"));
        // Seen here before the charge point itself knows that it is connected.
        await UntilAsync(() => Central.Connections == 2 && chargePoint.IsConnected);
        Assert.Equal("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("CP1:0123456789abcdef")), Central.LastRequest.Authorization);
        var told = (await ResultOfAsync("GetConfiguration", """{"key":["AuthorizationKey"]}""")).GetProperty("configurationKey")[0];
        Assert.False(told.TryGetProperty("value", out _));
        Assert.Equal("Accepted", await ChangeAsync("SecurityProfile", "1"));
        await UntilAsync(() => Central.Connections == 3);
        Assert.Equal("Rejected", await ChangeAsync("SecurityProfile", "0"));
    }

    [Fact]
    public async Task The_measurands_asked_for_are_the_ones_that_come()
    {
        var chargePoint = await MakeBootedAsync();
        await ChangeAsync("MeterValuesSampledData", "Voltage.L2,Power.Offered,SoC");
        await ChangeAsync("StopTxnSampledData", "Energy.Active.Import.Register");
        await ChargeAsync(chargePoint);
        await chargePoint.SendMeterValuesAsync(1, cancellation: Stop);
        var samples = (await Central.NextAsync("MeterValues")).Json.GetProperty("meterValue")[0].GetProperty("sampledValue");
        // SoC is not known to an AC charge point.
        Assert.Equal(["Voltage L2", "Power.Offered "], samples.EnumerateArray().Select(sample =>
            $"{sample.GetProperty("measurand")} {(sample.TryGetProperty("phase", out var phase) ? phase.GetString() : "")}"));
        await chargePoint.StopChargingAsync(1, cancellation: Stop);
        var data = (await Central.NextAsync("StopTransaction")).Json.GetProperty("transactionData");
        Assert.Equal(["Transaction.Begin", "Transaction.End"], data.EnumerateArray().Select(value => value.GetProperty("sampledValue")[0].GetProperty("context").GetString()));
    }

    [Fact]
    public async Task Clock_aligned_readings_come_on_the_quarter_hour()
    {
        var clock = new WatchedClock(new DateTimeOffset(2026, 1, 1, 12, 7, 0, TimeSpan.Zero));
        await MakeBootedAsync(clock: clock);
        await ChangeAsync("ClockAlignedDataInterval", "900");
        await UntilAsync(() => clock.Waits.Contains(TimeSpan.FromMinutes(8)));
        clock.Advance(TimeSpan.FromMinutes(8));
        var value = (await Central.NextAsync("MeterValues")).Json.GetProperty("meterValue")[0];
        Assert.Equal("2026-01-01T12:15:00.000Z", value.GetProperty("timestamp").GetString());
        Assert.Equal("Sample.Clock", value.GetProperty("sampledValue")[0].GetProperty("context").GetString());
    }

    [Fact]
    public async Task A_pulled_cable_suspends_instead_of_stopping_when_so_configured()
    {
        var chargePoint = await MakeBootedAsync();
        await ChangeAsync("StopTransactionOnEVSideDisconnect", "false");
        var transaction = await ChargeAsync(chargePoint);
        await chargePoint.UnplugAsync(1, Stop);
        await Central.NextStatusAsync(1, "SuspendedEV");
        Assert.Same(transaction, chargePoint.Connectors[0].Transaction);
        await chargePoint.PlugInAsync(1, 50, Stop);
        await Central.NextStatusAsync(1, "Charging");
    }

    private Task<string> ChangeAsync(string key, string value) =>
        StatusOfAsync("ChangeConfiguration", $$"""{"key":"{{key}}","value":"{{value}}"}""");
}
