using ChargingConsole.Simulator.ChargePoints;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ChargingConsole.Tests.Simulator;

/// <summary>What happens around a lost connection.</summary>
public sealed class OfflineTests : SimulatorTest
{
    [Fact]
    public async Task A_queued_stop_is_sent_again_after_a_reconnect_with_the_same_content()
    {
        var chargePoint = await MakeBootedAsync();
        await chargePoint.PlugInAsync(1, cancellation: Stop);
        await chargePoint.StartChargingAsync(1, "TAG", Stop);
        Central.Silent["StopTransaction"] = true;
        var stopping = chargePoint.StopChargingAsync(1, cancellation: Stop);
        var first = await Central.NextAsync("StopTransaction");
        Central.Drop("CP1");
        await stopping;
        Assert.Equal(1, chargePoint.QueuedMessages);

        Central.Silent.Clear();
        await UntilAsync(() => !chargePoint.IsConnected);
        await chargePoint.ConnectAsync(Stop);
        var second = await Central.NextAsync("StopTransaction");
        Assert.Equal(first.Payload, second.Payload);
        Assert.Equal(first.Connection + 1, second.Connection);
        await UntilAsync(() => chargePoint.QueuedMessages == 0);
    }

    [Fact]
    public async Task A_start_without_an_answer_is_sent_again_with_the_same_content_and_a_new_id()
    {
        var clock = new FakeTimeProvider();
        var chargePoint = await MakeBootedAsync(clock: clock);
        Central.Silent["StartTransaction"] = true;
        await chargePoint.PlugInAsync(1, cancellation: Stop);
        var starting = chargePoint.StartChargingAsync(1, "TAG", Stop);
        var first = await Central.NextAsync("StartTransaction");
        await PassUntilAsync(clock, () => Central.Calls.Count(call => call.Action == "StartTransaction") > 1);
        var second = await Central.NextAsync("StartTransaction");
        Assert.Equal(first.Payload, second.Payload);
        Assert.NotEqual(first.UniqueId, second.UniqueId);
        Central.Silent.Clear();
        await PassUntilAsync(clock, () => starting.IsCompleted);
        Assert.InRange((await starting)!.TransactionId!.Value, 101, 109);
    }

    [Fact]
    public async Task A_session_without_a_connection_is_told_in_order_afterwards()
    {
        var chargePoint = await MakeBootedAsync();
        chargePoint.Abort();
        await chargePoint.PlugInAsync(1, cancellation: Stop);
        var transaction = await chargePoint.StartChargingAsync(1, "TAG", Stop);
        await chargePoint.SendMeterValuesAsync(1, cancellation: Stop);
        await chargePoint.StopChargingAsync(1, cancellation: Stop);
        Assert.Null(transaction!.TransactionId);

        await chargePoint.ConnectAsync(Stop);
        await UntilAsync(() => chargePoint.QueuedMessages == 0);
        var told = Central.Calls.Where(call => call.Action is "StartTransaction" or "MeterValues" or "StopTransaction").ToArray();
        Assert.Equal(["StartTransaction", "MeterValues", "StopTransaction"], told.Select(call => call.Action));
        Assert.Equal(["101", "101"], told.Skip(1).Select(call => call.Text("transactionId")));
        await Central.NextStatusAsync(1, "Finishing");
    }

    [Fact]
    public async Task A_start_refused_with_an_error_is_tried_three_times_and_the_rest_goes_on_with_minus_one()
    {
        var chargePoint = await MakeBootedAsync();
        Central.Answer("StartTransaction", "[4,\"InternalError\",\"\",{}]");
        await chargePoint.PlugInAsync(1, cancellation: Stop);
        var transaction = await chargePoint.StartChargingAsync(1, "TAG", Stop);
        Assert.Equal(-1, transaction!.TransactionId);
        Assert.Equal(3, Central.Calls.Count(call => call.Action == "StartTransaction"));
        Assert.Equal("-1", (await Central.NextAsync("StopTransaction")).Text("transactionId"));
    }

    [Fact]
    public async Task A_lost_connection_comes_back_by_itself_without_a_boot()
    {
        var chargePoint = await MakeBootedAsync(options => options with { Reconnect = true });
        Central.Drop("CP1");
        await UntilAsync(() => Central.Connections == 2 && chargePoint.IsConnected);
        Assert.Single(Central.Calls, call => call.Action == "BootNotification");
    }

    [Fact]
    public async Task A_closed_connection_stays_closed()
    {
        var chargePoint = await MakeBootedAsync(options => options with { Reconnect = true });
        await chargePoint.DisconnectAsync();
        await Task.Delay(200, Stop);
        Assert.False(chargePoint.IsConnected);
        Assert.Equal(1, Central.Connections);
    }

    [Fact]
    public async Task Nothing_of_a_transaction_is_sent_while_the_boot_is_pending()
    {
        var chargePoint = Make();
        Central.Answer("BootNotification", """{"status":"Pending","currentTime":"2026-01-01T00:00:00.000Z","interval":1}""");
        await chargePoint.ConnectAsync(Stop);
        Assert.Equal("Pending", (await chargePoint.BootAsync(Stop))!.Status);
        chargePoint.Abort();
        await chargePoint.PlugInAsync(1, cancellation: Stop);
        await chargePoint.StartChargingAsync(1, "TAG", Stop);
        await chargePoint.ConnectAsync(Stop);
        await Task.Delay(100, Stop);
        Assert.DoesNotContain(Central.Calls, call => call.Action == "StartTransaction");
        Central.Answer("BootNotification", """{"status":"Accepted","currentTime":"2026-01-01T00:00:00.000Z","interval":300}""");
        await chargePoint.BootAsync(Stop);
        await Central.NextAsync("StartTransaction");
    }
}
