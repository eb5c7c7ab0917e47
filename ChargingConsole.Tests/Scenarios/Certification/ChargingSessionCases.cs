using System.Globalization;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Shared;
using static ChargingConsole.Tests.Shared.JsonFacts;

namespace ChargingConsole.Tests.Scenarios.Certification;

/// <summary>The OCA's test cases of booting and of sessions that a driver starts at the charger.</summary>
public sealed class ChargingSessionCases(ConsoleFixture fixture) : OperatorCases(fixture)
{
    [Fact]
    public async Task TC_001_Cold_boot()
    {
        await using var charger = await RawCharger.ConnectAsync(Console.Ocpp, "TC001");
        var boot = await charger.CallAsync("BootNotification", """{"chargePointVendor":"Vendor","chargePointModel":"Wall 22kW","chargePointSerialNumber":"S-1","firmwareVersion":"1.0"}""");
        Assert.Equal("Accepted", boot.GetProperty("status").GetString());
        Assert.True(boot.GetProperty("interval").GetInt32() > 0);
        AssertIsNow(boot.GetProperty("currentTime").GetString());
        foreach (var connector in new[] { 0, 1, 2 })
        {
            Assert.Equal("{}", (await charger.StatusAsync(connector, "Available")).GetRawText());
        }

        AssertIsNow((await charger.CallAsync("Heartbeat", "{}")).GetProperty("currentTime").GetString());

        Has(await ChargerAsync("TC001"), ("status", "online"), ("ws_connected", true), ("availability", "available"), ("vendor", "Vendor"), ("model", "Wall 22kW"),
            ("firmware_version", "1.0"), ("number_of_connectors", 2), ("active_transaction_id", null));
        Has(await ConnectorAsync("TC001", 2), ("status", "Available"), ("error_code", null), ("transaction_id", null));
        Assert.Equal((ChargePointCondition.Available, "S-1"), (State("TC001").Condition, State("TC001").Row.SerialNumber));
    }

    [Fact]
    public async Task TC_003_Regular_charging_session_plug_in_first()
    {
        await using var charger = await BootAsync("TC003");
        await charger.StatusAsync(1, "Preparing");
        Has(await ConnectorAsync("TC003"), ("status", "Preparing"), ("transaction_id", null));
        await AuthorizeAsync(charger);
        var id = await ChargeAsync(charger, "TC003");

        await AuthorizeAsync(charger);
        Assert.Equal("Accepted", StatusOf(await StopAsync(charger, id, Ago(0), 4500, "Local", "APP_USER")));
        await charger.StatusAsync(1, "Finishing");
        await charger.StatusAsync(1, "Available");

        Has(await SessionAsync(id), ("status", "completed"), ("energy_consumed", 3.5), ("meter_start", 1000), ("meter_stop", 4500), ("stop_reason", "Local"),
            ("stop_id_tag", "APP_USER"), ("id_tag", "APP_USER"), ("authorization", "Accepted"), ("estimated", false), ("command_id", null));
        Has(await ChargerAsync("TC003"), ("availability", "available"), ("active_transaction_id", null), ("power_kw", 0));
        Assert.Single(await SessionsAsync("TC003"));
    }

    [Fact]
    public async Task TC_004_1_Regular_charging_session_identification_first()
    {
        await using var charger = await BootAsync("TC004-1");
        await AuthorizeAsync(charger);
        await charger.StatusAsync(1, "Preparing");
        var id = await ChargeAsync(charger, "TC004-1");
        await StopAsync(charger, id, Ago(0), 2000, "Local", "APP_USER");
        await charger.StatusAsync(1, "Available");

        Has(await SessionAsync(id), ("status", "completed"), ("energy_consumed", 1));
    }

    [Fact]
    public async Task TC_004_2_Identification_first_and_the_cable_does_not_come_before_the_connection_time_out()
    {
        await using var charger = await BootAsync("TC004-2");
        await AuthorizeAsync(charger);
        await charger.StatusAsync(1, "Preparing");
        Assert.Equal(ChargePointCondition.Occupied, State("TC004-2").Condition);
        await charger.StatusAsync(1, "Available");

        Assert.Empty(await SessionsAsync("TC004-2"));
        Has(await ConnectorAsync("TC004-2"), ("status", "Available"), ("availability", "available"), ("transaction_id", null));
        Assert.Equal(ChargePointCondition.Available, State("TC004-2").Condition);
    }

    [Theory]
    [InlineData("TC_005_1", true)]
    [InlineData("TC_005_2", false)]
    public async Task TC_005_1_and_2_The_session_ends_when_the_cable_is_pulled_at_the_vehicle(string id, bool unlocks)
    {
        await using var charger = await BootAsync(id);
        await SetAsync(charger, id, "MinimumStatusDuration", "0");
        await SetAsync(charger, id, "StopTransactionOnEVSideDisconnect", "true");
        await SetAsync(charger, id, "UnlockConnectorOnEVSideDisconnect", unlocks ? "true" : "false");
        var known = (await Web.ReadAsync($"/api/chargers/{id}/configuration?keys=UnlockConnectorOnEVSideDisconnect")).Ok().GetProperty("configuration")[0];
        Has(known, ("value", unlocks ? "true" : "false"));

        var session = await ChargeAsync(charger, id);
        await charger.StatusAsync(1, "SuspendedEV");
        Has(await ConnectorAsync(id), ("status", "SuspendedEV"), ("availability", "charging"), ("power_kw", 0));
        await StopAsync(charger, session, Ago(0), 1700, "EVDisconnected");
        await charger.StatusAsync(1, "Finishing");
        Has(await ConnectorAsync(id), ("status", "Finishing"), ("transaction_id", null));
        if (unlocks)
        {
            await charger.StatusAsync(1, "Available");
        }
        else
        {
            // The driver has to present the tag to have the plug at the charger released.
            await AuthorizeAsync(charger);
            await charger.StatusAsync(1, "Available");
        }

        Has(await SessionAsync(session), ("status", "completed"), ("stop_reason", "EVDisconnected"), ("stop_id_tag", null), ("energy_consumed", 0.7));
        Has(await ConnectorAsync(id), ("status", "Available"));
    }

    [Fact]
    public async Task TC_005_3_The_session_goes_on_when_the_cable_is_pulled_at_the_vehicle_and_put_back()
    {
        await using var charger = await BootAsync("TC005-3");
        await SetAsync(charger, "TC005-3", "StopTransactionOnEVSideDisconnect", "false");
        var id = await ChargeAsync(charger, "TC005-3");
        await charger.StatusAsync(1, "SuspendedEV");
        Has(await SessionAsync(id), ("status", "active"), ("energy_consumed", 0.5));
        await charger.StatusAsync(1, "Charging");
        Has(await ConnectorAsync("TC005-3"), ("status", "Charging"), ("power_kw", 7.4), ("transaction_id", id));
        await StopAsync(charger, id, Ago(0), 2100, "Local", "APP_USER");

        Has(await SessionAsync(id), ("status", "completed"), ("energy_consumed", 1.1), ("stop_reason", "Local"));
        Assert.Single(await SessionsAsync("TC005-3"));
    }

    [Fact]
    public async Task TC_007_A_tag_that_the_charger_has_cached_starts_without_being_asked_for()
    {
        await using var charger = await BootAsync("TC007");
        await charger.StatusAsync(1, "Preparing");
        var id = await ChargeAsync(charger, "TC007");

        Has(await SessionAsync(id), ("status", "active"), ("authorization", "Accepted"));
        await Web.UntilAsync("/api/chargers/TC007/messages?action=StartTransaction", frames => frames.GetArrayLength() == 2);
        Assert.Empty((await Web.ReadAsync("/api/chargers/TC007/messages?action=Authorize")).Ok().EnumerateArray());
    }

    [Fact]
    public async Task TC_024_A_lock_that_fails_lets_no_session_begin()
    {
        await using var charger = await BootAsync("TC024");
        await charger.StatusAsync(1, "Preparing");
        await AuthorizeAsync(charger);
        await charger.CallAsync("StatusNotification", """{"connectorId":1,"errorCode":"ConnectorLockFailure","status":"Faulted","info":"Lock jammed"}""");

        Has(await ConnectorAsync("TC024"), ("status", "Faulted"), ("error_code", "ConnectorLockFailure"), ("availability", "faulted"));
        Assert.Equal((ChargePointCondition.Faulted, "Lock jammed"), (State("TC024").Condition, State("TC024").Connector(1).Row.Info));
        Has((await Web.WriteAsync("/api/charging/start", """{"charger_id":"TC024"}""")).Ok(), ("success", false), ("code", "not_available"));
        Assert.Empty(await SessionsAsync("TC024"));

        await charger.StatusAsync(1, "Available");
        Has(await ConnectorAsync("TC024"), ("status", "Available"), ("error_code", null), ("availability", "available"));
    }

    /// <summary>A session begins at 1 kWh and reads half a kWh more; gives its id.</summary>
    private async Task<int> ChargeAsync(RawCharger charger, string id)
    {
        var started = await StartAsync(charger, Ago(30), 1000);
        Assert.Equal("Accepted", StatusOf(started));
        await charger.StatusAsync(1, "Charging");
        await charger.MeterAsync(IdOf(started), 1500, 7400);
        Has(await SessionAsync(IdOf(started)), ("status", "active"), ("energy_consumed", 0.5), ("power", 7.4), ("stop_time", null));
        Has(await ConnectorAsync(id), ("status", "Charging"), ("transaction_id", IdOf(started)), ("power_kw", 7.4), ("energy_kwh", 0.5));
        return IdOf(started);
    }

    private async Task SetAsync(RawCharger charger, string id, string key, string value)
    {
        var asking = Web.WriteAsync($"/api/chargers/{id}/configuration/change", $$"""{"key":"{{key}}","value":"{{value}}"}""");
        var (uniqueId, sent) = await charger.ExpectCallAsync("ChangeConfiguration");
        Assert.Equal($$"""{"key":"{{key}}","value":"{{value}}"}""", sent.GetRawText());
        await charger.AnswerAsync(uniqueId, """{"status":"Accepted"}""");
        Has((await asking).Ok(), ("success", true));
    }

    private static void AssertIsNow(string? time)
    {
        Assert.EndsWith("Z", time, StringComparison.Ordinal);
        var told = DateTimeOffset.Parse(time!, CultureInfo.InvariantCulture);
        Assert.InRange(TimeProvider.System.GetUtcNow() - told, TimeSpan.FromMilliseconds(-1), TimeSpan.FromSeconds(30));
    }
}
