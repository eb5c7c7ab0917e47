using System.Text.Json;
using ChargingConsole.Simulator.ChargePoints;
using ChargingConsole.Simulator.Protocol;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ChargingConsole.Tests.Simulator;

/// <summary>How the virtual charge point takes what the central system asks.</summary>
public sealed class ObeyingTests : SimulatorTest
{
    [Fact]
    public async Task A_remote_start_waits_for_the_cable_and_starts_with_its_tag()
    {
        var chargePoint = await MakeBootedAsync();
        Assert.Equal("Accepted", await Central.StatusOfAsync("CP1", "RemoteStartTransaction", """{"connectorId":2,"idTag":"APP_USER"}"""));
        await Central.NextStatusAsync(2, "Preparing");
        Assert.Equal("Rejected", await Central.StatusOfAsync("CP1", "RemoteStartTransaction", """{"connectorId":2,"idTag":"OTHER"}"""));
        Assert.DoesNotContain(Central.Calls, call => call.Action == "StartTransaction");
        await chargePoint.PlugInAsync(2, cancellation: Stop);
        var start = await Central.NextAsync("StartTransaction");
        Assert.Equal(("2", "APP_USER"), (start.Text("connectorId"), start.Text("idTag")));
        await Central.NextStatusAsync(2, "Charging");
        Assert.Equal("Rejected", await Central.StatusOfAsync("CP1", "RemoteStartTransaction", """{"connectorId":2,"idTag":"OTHER"}"""));
    }

    [Fact]
    public async Task A_remote_start_plugs_itself_in_when_told_so()
    {
        await MakeBootedAsync(options => options with { PlugInAfterRemoteStart = TimeSpan.FromMilliseconds(20) });
        await Central.StatusOfAsync("CP1", "RemoteStartTransaction", """{"idTag":"APP_USER"}""");
        Assert.Equal("1", (await Central.NextAsync("StartTransaction")).Text("connectorId"));
    }

    [Fact]
    public async Task A_remote_start_lapses_when_nobody_plugs_in()
    {
        await MakeBootedAsync();
        await Central.StatusOfAsync("CP1", "ChangeConfiguration", """{"key":"ConnectionTimeOut","value":"1"}""");
        await Central.StatusOfAsync("CP1", "RemoteStartTransaction", """{"connectorId":1,"idTag":"APP_USER"}""");
        await Central.NextStatusAsync(1, "Preparing");
        await Central.NextStatusAsync(1, "Available");
        Assert.DoesNotContain(Central.Calls, call => call.Action == "StartTransaction");
    }

    [Fact]
    public async Task A_remote_stop_ends_the_running_transaction_only()
    {
        var chargePoint = await MakeBootedAsync();
        await chargePoint.PlugInAsync(1, cancellation: Stop);
        await chargePoint.StartChargingAsync(1, "TAG", Stop);
        Assert.Equal("Rejected", await Central.StatusOfAsync("CP1", "RemoteStopTransaction", """{"transactionId":1}"""));
        Assert.Equal("Accepted", await Central.StatusOfAsync("CP1", "RemoteStopTransaction", """{"transactionId":101}"""));
        Assert.Equal("Remote", (await Central.NextAsync("StopTransaction")).Text("reason"));
        await Central.NextStatusAsync(1, "Finishing");
    }

    [Theory]
    [InlineData("Soft", "SoftReset")]
    [InlineData("Hard", "HardReset")]
    public async Task A_reset_boots_again_and_tells_the_transactions_end_before_or_after(string type, string reason)
    {
        var chargePoint = await MakeBootedAsync();
        await chargePoint.PlugInAsync(1, cancellation: Stop);
        await chargePoint.StartChargingAsync(1, "TAG", Stop);
        await Central.NextAsync("BootNotification");
        Assert.Equal("Accepted", await Central.StatusOfAsync("CP1", "Reset", $$"""{"type":"{{type}}"}"""));
        var stop = await Central.NextAsync("StopTransaction");
        var boot = await Central.NextAsync("BootNotification");
        Assert.Equal(reason, stop.Text("reason"));
        Assert.Equal(2, boot.Connection);
        Assert.Equal(type == "Soft" ? 1 : 2, stop.Connection);
    }

    [Fact]
    public async Task After_a_hard_reset_the_stop_waits_until_the_boot_is_accepted()
    {
        var chargePoint = await MakeBootedAsync();
        await chargePoint.PlugInAsync(1, cancellation: Stop);
        await chargePoint.StartChargingAsync(1, "TAG", Stop);
        await Central.NextAsync("BootNotification");
        Central.Silent["BootNotification"] = true;
        await Central.StatusOfAsync("CP1", "Reset", """{"type":"Hard"}""");
        await Central.NextAsync("BootNotification");
        await Task.Delay(300, Stop);
        Assert.DoesNotContain(Central.Calls, call => call.Action == "StopTransaction");
        Assert.Equal(1, chargePoint.QueuedMessages);
    }

    [Fact]
    public async Task Unlocking_ends_the_transaction_with_its_own_reason()
    {
        var chargePoint = await MakeBootedAsync();
        await chargePoint.PlugInAsync(1, cancellation: Stop);
        await chargePoint.StartChargingAsync(1, "TAG", Stop);
        Assert.Equal("Unlocked", await Central.StatusOfAsync("CP1", "UnlockConnector", """{"connectorId":1}"""));
        Assert.Equal("UnlockCommand", (await Central.NextAsync("StopTransaction")).Text("reason"));
        Assert.Equal("NotSupported", await Central.StatusOfAsync("CP1", "UnlockConnector", """{"connectorId":9}"""));
    }

    [Fact]
    public async Task Out_of_service_is_scheduled_while_a_transaction_runs()
    {
        var chargePoint = await MakeBootedAsync();
        await chargePoint.PlugInAsync(1, cancellation: Stop);
        await chargePoint.StartChargingAsync(1, "TAG", Stop);
        Assert.Equal("Scheduled", await Central.StatusOfAsync("CP1", "ChangeAvailability", """{"connectorId":0,"type":"Inoperative"}"""));
        await Central.NextStatusAsync(2, "Unavailable");
        await chargePoint.StopChargingAsync(1, cancellation: Stop);
        await Central.NextStatusAsync(1, "Unavailable");
        Assert.Equal("Accepted", await Central.StatusOfAsync("CP1", "ChangeAvailability", """{"connectorId":2,"type":"Operative"}"""));
        await Central.NextStatusAsync(2, "Available");
    }

    [Fact]
    public async Task Configuration_is_read_changed_and_refused()
    {
        await MakeBootedAsync();
        var all = (await Central.CallAsync("CP1", "GetConfiguration", "{}"))[2];
        Assert.True(all.GetProperty("configurationKey").GetArrayLength() > 10);
        var some = (await Central.CallAsync("CP1", "GetConfiguration", """{"key":["HeartbeatInterval","Nope"]}"""))[2];
        Assert.Equal("300", some.GetProperty("configurationKey")[0].GetProperty("value").GetString());
        Assert.Equal("Nope", some.GetProperty("unknownKey")[0].GetString());
        Assert.Equal("Rejected", await Change("HeartbeatInterval", "abc"));
        Assert.Equal("Rejected", await Change("NumberOfConnectors", "5"));
        Assert.Equal("NotSupported", await Change("Nope", "5"));
        Assert.Equal("Accepted", await Change("HeartbeatInterval", "1"));
        await Central.NextAsync("Heartbeat");

        Task<string> Change(string key, string value) =>
            Central.StatusOfAsync("CP1", "ChangeConfiguration", $$"""{"key":"{{key}}","value":"{{value}}"}""");
    }

    [Theory]
    [InlineData("BootNotification")]
    [InlineData("Heartbeat")]
    [InlineData("StatusNotification")]
    [InlineData("MeterValues")]
    public async Task A_triggered_message_comes(string message)
    {
        await MakeBootedAsync();
        var before = Central.Calls.Count;
        Assert.Equal("Accepted", await Central.StatusOfAsync("CP1", "TriggerMessage", $$"""{"requestedMessage":"{{message}}","connectorId":1}"""));
        while (!Central.Calls.Skip(before).Any(call => call.Action == message))
        {
            await Task.Delay(20, Stop);
        }
    }

    [Theory]
    [InlineData("SendLocalList", false, "NotSupported")]
    [InlineData("SendLocalList", true, "NotImplemented")]
    [InlineData("MakeCoffee", false, "NotImplemented")]
    public async Task What_it_cannot_do_is_a_call_error(string action, bool isOld, string code)
    {
        await MakeBootedAsync(describe: usual => usual with { Features = ChargePointFeatures.RemoteTrigger, KnowsCoreOnly = isOld });
        var answer = await Central.CallAsync("CP1", action, "{}");
        Assert.Equal((4, code), (answer[0].GetInt32(), answer[2].GetString()));
    }

    [Fact]
    public async Task A_script_decides_the_answer_and_nothing_follows_from_it()
    {
        var clock = new FakeTimeProvider();
        var chargePoint = await MakeBootedAsync(options => options with { PlugInAfterRemoteStart = TimeSpan.Zero }, clock: clock);
        chargePoint.Answers["RemoteStartTransaction"] = Answer.Status("Accepted");
        chargePoint.Answers["Reset"] = Answer.CallError("GenericError", "not today");
        chargePoint.Answers["ClearCache"] = Answer.Silence;
        chargePoint.Answers["UnlockConnector"] = Answer.Normal.After(TimeSpan.FromSeconds(1));
        chargePoint.Answers.When("DataTransfer", call => call.Payload.GetProperty("data").ToString() == "bad" ? throw new JsonException("x") : null);

        Assert.Equal("Accepted", await Central.StatusOfAsync("CP1", "RemoteStartTransaction", """{"idTag":"A"}"""));
        Assert.Equal("GenericError", (await Central.CallAsync("CP1", "Reset", """{"type":"Soft"}"""))[2].GetString());
        var silent = Central.CallAsync("CP1", "ClearCache", "{}");
        var late = Central.StatusOfAsync("CP1", "UnlockConnector", """{"connectorId":1}""");
        Assert.Equal("UnknownVendorId", await Central.StatusOfAsync("CP1", "DataTransfer", """{"vendorId":"x","data":"good"}"""));
        Assert.False(late.IsCompleted);
        Assert.Equal("InternalError", (await Central.CallAsync("CP1", "DataTransfer", """{"vendorId":"x","data":"bad"}"""))[2].GetString());
        await PassUntilAsync(clock, () => late.IsCompleted);
        Assert.Equal("Unlocked", await late);
        Assert.False(silent.IsCompleted);
        Assert.Equal(ConnectorState.Available, chargePoint.Connectors[0].State);
        chargePoint.Answers.Remove("ClearCache");
        Assert.Equal("Accepted", await Central.StatusOfAsync("CP1", "ClearCache", "{}"));
    }
}
