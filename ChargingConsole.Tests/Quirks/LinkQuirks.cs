using System.Net.WebSockets;
using ChargingConsole.Core.Alerts;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Firmware;
using ChargingConsole.Core.Ocpp;
using ChargingConsole.Core.Ocpp.Sessions;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Faults;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Quirks;

/// <summary>How real connections end and do not, rows 9 to 14 of the field notes.</summary>
public sealed class LinkQuirks(QuirkConsole console) : IClassFixture<QuirkConsole>
{
    [Fact]
    public async Task Row_09_a_reconnect_without_a_close_wins_and_ends_what_waits_on_the_old_socket()
    {
        await using var zombie = await console.BootAsync("ZOMBIE", 1);
        var asking = console.Desk.SendAsync("ZOMBIE", "ClearCache", "{}", "test");
        await zombie.ExpectCallAsync("ClearCache");

        await using var back = await console.BootAsync("ZOMBIE", 1);

        Assert.Contains("replaced", (await asking).Message, StringComparison.Ordinal);
        await back.CallAsync("Heartbeat", "{}");
        Assert.True(console.State("ZOMBIE").IsConnected);
    }

    [Fact]
    public async Task Row_10_a_shutdown_cuts_the_connection_without_a_close_frame()
    {
        var own = await RunningConsole.StartAsync();
        await using var jigu = await RawCharger.BootAsync(own.Ocpp, "JIGU");

        var stopping = own.DisposeAsync();
        await Assert.ThrowsAsync<WebSocketException>(jigu.ReceiveTextAsync);

        Assert.Null(jigu.CloseStatus);
        await stopping;
    }

    [Fact]
    public async Task Row_10_a_forced_reconnect_cuts_the_connection_and_is_on_record()
    {
        await using var jigu = await console.BootAsync("JIGU-2");

        var answer = (await console.Console.Web.WriteAsync("/api/chargers/JIGU-2/reconnect", "")).Ok();

        Assert.True(answer.GetProperty("success").GetBoolean());
        await Assert.ThrowsAsync<WebSocketException>(jigu.ReceiveTextAsync);
        Assert.Null(jigu.CloseStatus);
        await Until.TrueAsync(() => !console.State("JIGU-2").IsConnected, "it is gone");
        var commands = console.Console.Get<CommandQueries>();
        var id = answer.GetProperty("command_id").GetInt64();
        await Until.TrueAsync(async () => await commands.FindAsync(id, TestContext.Current.CancellationToken) is { Action: "Reconnect", State: CommandState.Confirmed }, "it is on record");
        Assert.Equal(OutcomeCode.NotConnected, (await console.Desk.ReconnectAsync("JIGU-2", "test")).Code);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(1008)]
    [InlineData(3999)]
    public async Task Row_11_any_close_code_is_an_end_like_any_other(int code)
    {
        var id = $"CLOSER-{code}";
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("ocpp1.6");
        await socket.ConnectAsync(new Uri(console.Ocpp, id), TestContext.Current.CancellationToken);

        await socket.CloseAsync((WebSocketCloseStatus)code, "bye", TestContext.Current.CancellationToken);

        await Until.TrueAsync(() => !console.State(id).IsConnected, "it is gone");
    }

    [Fact]
    public async Task Row_11_invalid_UTF_8_costs_the_message_or_the_socket_and_nothing_else()
    {
        await using var charger = await console.BootAsync("UTF-8");
        await using var other = await console.BootAsync("UTF-8-OTHER");

        await charger.SendAsync([0x5B, 0x32, 0x2C, 0x22, 0xC3, 0x28, 0x22, 0x5D], WebSocketMessageType.Text);

        await other.CallAsync("Heartbeat", "{}");
        await using var back = await console.BootAsync("UTF-8");
        await back.CallAsync("Heartbeat", "{}");
    }

    [Fact]
    public async Task Row_12_no_pong_ends_no_connection_on_which_anything_is_heard()
    {
        // The pings' own time-out is not set: only silence counts, and any frame ends it.
        await using var enPlus = await console.BootAsync("EN-PLUS");
        var session = console.Console.Get<ConnectedSessions>().Find(console.Find("EN-PLUS"))!;
        console.Pass(100);
        Assert.InRange(session.Silence.TotalSeconds, 99, 200);

        await enPlus.SendAsync("");
        await enPlus.CallAsync("Heartbeat", "{}");

        Assert.InRange(session.Silence.TotalSeconds, 0, 1);
    }

    [Theory]
    [InlineData(10, 600, 600)]
    [InlineData(200, 600, 600)]
    [InlineData(7200, 600, 21600)]
    [InlineData(60, 3600, 3600)]
    public void Row_13_the_idle_limit_is_never_less_than_three_heartbeats_or_ten_minutes(int heartbeat, int idle, int seconds) =>
        Assert.Equal(seconds, SilentSessions.LimitOf(new OcppOptions { HeartbeatSeconds = heartbeat, IdleSeconds = idle }).TotalSeconds);

    [Fact]
    public async Task Row_13_the_boot_is_always_told_our_interval()
    {
        await using var charger = await RawCharger.ConnectAsync(console.Ocpp, "MENNEKES");

        var answer = await charger.CallAsync("BootNotification", """{"chargePointVendor":"MENNEKES","chargePointModel":"AMTRON"}""");

        Assert.Equal(7200, answer.GetProperty("interval").GetInt32());
    }

    [Fact]
    public async Task Row_14_a_deaf_charger_is_shown_as_unresponsive_until_it_answers()
    {
        await using var deaf = await console.BootAsync("DEAF");
        for (var i = 0; i < 3; i++)
        {
            await IgnoreAsync(deaf, "DEAF");
        }

        Assert.Equal(ConnectionTrouble.Unresponsive, console.State("DEAF").Connection!.Trouble);

        var asking = console.Desk.SendAsync("DEAF", "ClearCache", "{}", "test");
        await deaf.AnswerAsync((await deaf.ExpectCallAsync("ClearCache")).Id, """{"status":"Accepted"}""");
        Assert.True((await asking).IsAccepted);
        Assert.Equal(ConnectionTrouble.None, console.State("DEAF").Connection!.Trouble);
    }

    [Fact]
    public async Task Row_14_a_deaf_charger_is_cut_off_where_its_settings_say_so()
    {
        await using var deaf = await console.BootAsync("DEAF-2");
        await console.Console.Get<ChargePointSettings>().ChangeAsync(console.Find("DEAF-2"), row => row, settings => settings with { RecycleWhenUnresponsive = true }, "test");
        for (var i = 0; i < 3; i++)
        {
            await IgnoreAsync(deaf, "DEAF-2");
        }

        await Assert.ThrowsAsync<WebSocketException>(deaf.ReceiveTextAsync);
    }

    [Fact]
    public async Task Row_41_a_charger_that_leaves_to_install_its_firmware_raises_no_alarm_for_two_hours()
    {
        await (await console.BootAsync("GONE")).DisposeAsync();
        var updating = await console.BootAsync("UPDATING");
        var asking = console.Desk.SendAsync("UPDATING", "UpdateFirmware", $$"""{"location":"http://127.0.0.1:9/fw.bin","retrieveDate":"{{console.Time()}}"}""", "test");
        var (call, _) = await updating.ExpectCallAsync("UpdateFirmware");
        await updating.AnswerAsync(call, "{}");
        Assert.True((await asking).IsAccepted);
        await updating.CallAsync("FirmwareStatusNotification", """{"status":"Installing"}""");
        await updating.DisposeAsync();
        await Until.TrueAsync(() => !console.State("UPDATING").IsConnected && !console.State("GONE").IsConnected, "both are gone");

        Assert.Equal(["GONE"], OfflineIn(minutes: 30, "GONE", "UPDATING"));
        console.Pass(2 * 3600);
        Assert.Equal(["GONE", "UPDATING"], OfflineIn(minutes: 30, "GONE", "UPDATING"));
    }

    private IEnumerable<string> OfflineIn(double minutes, params string[] ids) =>
        new FleetAlerts(console.Console.Get<Fleet>(), console.Console.Get<TransactionBook>(), console.Console.Get<TransferBook>(), console.Clock)
            .Look(console.Console.Get<AlertRules>(), console.Clock.GetUtcNow().AddMinutes(minutes))
            .Where(condition => condition.Kind == AlertKind.Offline && ids.Contains(condition.Subject))
            .Select(condition => condition.Subject).Order();

    private async Task IgnoreAsync(RawCharger charger, string id)
    {
        var asking = console.Desk.SendAsync(id, "ClearCache", "{}", "test");
        await charger.ExpectCallAsync("ClearCache");
        console.Pass(31);
        Assert.Equal(OutcomeCode.NoAnswer, (await asking).Code);
    }
}
