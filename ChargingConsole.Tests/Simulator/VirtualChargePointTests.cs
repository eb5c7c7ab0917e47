using System.Text;
using ChargingConsole.Simulator.ChargePoints;
using ChargingConsole.Simulator.Protocol;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ChargingConsole.Tests.Simulator;

public sealed class VirtualChargePointTests : SimulatorTest
{
    [Fact]
    public async Task The_identity_is_percent_encoded_and_the_password_goes_as_basic_authentication()
    {
        var chargePoint = Make("CP 1/ä", options => options with { Password = "secret", CentralSystem = new Uri(Central.Url, "ocpp") });
        await chargePoint.ConnectAsync(Stop);
        Assert.Equal("/ocpp/CP%201%2F%C3%A4", Central.LastRequest.Target);
        Assert.Equal("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("CP 1/ä:secret")), Central.LastRequest.Authorization);
        Assert.Equal("ocpp1.6", chargePoint.Subprotocol);
    }

    [Fact]
    public async Task A_central_system_that_is_not_there_is_told_as_such()
    {
        var chargePoint = Make(options: options => options with { CentralSystem = new Uri("ws://127.0.0.1:1") });
        var refusal = await Assert.ThrowsAsync<ConnectionRefusedException>(() => chargePoint.ConnectAsync(Stop));
        Assert.Null(refusal.Status);
        Assert.False(chargePoint.IsConnected);
    }

    [Fact]
    public async Task A_boot_takes_the_interval_over_and_reports_every_connector()
    {
        var chargePoint = await MakeBootedAsync();
        Assert.Equal("300", chargePoint.Configuration["HeartbeatInterval"]);
        Assert.Equal(
            ["BootNotification", "StatusNotification", "StatusNotification", "StatusNotification", "SecurityEventNotification"], Central.Calls.Select(call => call.Action));
        Assert.Equal(["0", "1", "2"], Central.Calls.Skip(1).Take(3).Select(call => call.Text("connectorId")));
    }

    [Fact]
    public async Task Heartbeats_come_at_the_interval_of_the_boot()
    {
        var clock = new WatchedClock(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await MakeBootedAsync(clock: clock);
        for (var i = 0; i < 3; i++)
        {
            await UntilAsync(() => clock.Waits.Count(wait => wait == TimeSpan.FromSeconds(300)) > i);
            clock.Advance(TimeSpan.FromSeconds(300));
            await Central.NextAsync("Heartbeat");
        }
    }

    [Fact]
    public async Task A_second_call_waits_for_the_answer_to_the_first()
    {
        var clock = new FakeTimeProvider();
        var chargePoint = await MakeBootedAsync(clock: clock);
        Central.Silent["Heartbeat"] = true;
        var first = chargePoint.HeartbeatAsync(Stop);
        await Central.NextAsync("Heartbeat");
        var second = chargePoint.CallAsync("Authorize", """{"idTag":"A"}""", Stop);
        await Task.Delay(100, Stop);
        Assert.DoesNotContain(Central.Calls, call => call.Action == "Authorize");
        await PassUntilAsync(clock, () => first.IsCompleted);
        Assert.Equal(CallOutcomeKind.TimedOut, (await first).Kind);
        Assert.True((await second).IsResult);
    }

    [Fact]
    public async Task A_call_of_the_central_system_is_answered_while_ours_is_pending()
    {
        var chargePoint = await MakeBootedAsync();
        Central.Silent["Heartbeat"] = true;
        var pending = chargePoint.HeartbeatAsync(Stop);
        await Central.NextAsync("Heartbeat");
        Assert.Equal("Accepted", await Central.StatusOfAsync("CP1", "ClearCache", "{}"));
        Assert.False(pending.IsCompleted);
        chargePoint.Abort();
        Assert.Equal(CallOutcomeKind.ConnectionLost, (await pending).Kind);
    }

    [Fact]
    public async Task A_session_sends_its_messages_and_states_in_order()
    {
        var chargePoint = await MakeBootedAsync();
        await chargePoint.PlugInAsync(1, cancellation: Stop);
        var transaction = await chargePoint.StartChargingAsync(1, "TAG", Stop);
        await chargePoint.SendMeterValuesAsync(1, cancellation: Stop);
        await chargePoint.StopChargingAsync(1, cancellation: Stop);
        await chargePoint.UnplugAsync(1, Stop);

        Assert.Equal(101, transaction!.TransactionId);
        Assert.Equal(
            ["StatusNotification Preparing", "Authorize", "StartTransaction", "StatusNotification Charging", "MeterValues",
             "StopTransaction", "StatusNotification Finishing", "StatusNotification Available"],
            Central.Calls.Skip(5).Select(call => call.Action == "StatusNotification" ? $"{call.Action} {call.Text("status")}" : call.Action));
        var stop = await Central.NextAsync("StopTransaction");
        Assert.Equal(("101", "Local", "TAG"), (stop.Text("transactionId"), stop.Text("reason"), stop.Text("idTag")));
    }

    [Fact]
    public async Task A_refused_tag_starts_nothing()
    {
        var chargePoint = await MakeBootedAsync();
        Central.Answer("Authorize", """{"idTagInfo":{"status":"Blocked"}}""");
        await chargePoint.PlugInAsync(1, cancellation: Stop);
        Assert.Null(await chargePoint.StartChargingAsync(1, "TAG", Stop));
        Assert.DoesNotContain(Central.Calls, call => call.Action == "StartTransaction");
    }

    [Fact]
    public async Task A_tag_refused_by_the_start_answer_stops_the_transaction()
    {
        var chargePoint = await MakeBootedAsync();
        Central.Answer("StartTransaction", """{"transactionId":7,"idTagInfo":{"status":"Expired"}}""");
        await chargePoint.PlugInAsync(1, cancellation: Stop);
        await chargePoint.StartChargingAsync(1, "TAG", Stop);
        var stop = await Central.NextAsync("StopTransaction");
        Assert.Equal(("7", "DeAuthorized"), (stop.Text("transactionId"), stop.Text("reason")));
    }

    [Theory]
    [InlineData(false, "Energy.Active.Import.Register Wh,Power.Active.Import W,Voltage V,Current.Import A")]
    [InlineData(true, "Energy.Active.Import.Register Wh,Power.Active.Import W,Voltage V,Current.Import A,SoC Percent")]
    public async Task Meter_values_carry_their_units_and_the_state_of_charge_for_DC(bool isDirectCurrent, string expected)
    {
        var curve = isDirectCurrent ? ChargingCurve.Dc(50_000) : ChargingCurve.Ac(11_000);
        var chargePoint = await MakeBootedAsync(connectors: [new ConnectorDescription { Curve = curve }]);
        await chargePoint.PlugInAsync(1, cancellation: Stop);
        await chargePoint.StartChargingAsync(1, "TAG", Stop);
        await chargePoint.SendMeterValuesAsync(1, cancellation: Stop);
        var values = await Central.NextAsync("MeterValues");
        Assert.Equal("101", values.Text("transactionId"));
        Assert.Equal(expected, string.Join(',', values.Json.GetProperty("meterValue")[0].GetProperty("sampledValue").EnumerateArray()
            .Select(sample => $"{sample.GetProperty("measurand")} {sample.GetProperty("unit")}")));
    }

    [Fact]
    public async Task A_fault_ends_the_transaction_and_clears()
    {
        var chargePoint = await MakeBootedAsync();
        await chargePoint.PlugInAsync(1, cancellation: Stop);
        await chargePoint.StartChargingAsync(1, "TAG", Stop);
        await chargePoint.FaultAsync(1, "GroundFailure", Stop);
        await Central.NextStatusAsync(1, "Faulted");
        Assert.Equal("Other", (await Central.NextAsync("StopTransaction")).Text("reason"));
        await chargePoint.ClearFaultAsync(1, Stop);
        await Central.NextStatusAsync(1, "Finishing");
    }

    [Fact]
    public async Task An_unknown_connector_is_a_mistake_of_the_caller()
    {
        var chargePoint = Make();
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => chargePoint.PlugInAsync(3, cancellation: Stop));
    }
}
