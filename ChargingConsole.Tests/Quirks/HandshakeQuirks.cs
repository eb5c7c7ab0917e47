using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Ocpp;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Quirks;

/// <summary>How real chargers knock, rows 1 to 8 of the field notes.</summary>
public sealed class HandshakeQuirks(QuirkConsole console) : IClassFixture<QuirkConsole>
{
    [Fact]
    public async Task Row_01_no_subprotocol_is_OCPP_16_and_none_is_echoed()
    {
        await using var grizzl = await RawCharger.ConnectAsync(console.Ocpp, "GRIZZL-E", subprotocol: null);

        Assert.Null(grizzl.Subprotocol);
        Assert.Equal("Accepted", (await grizzl.CallAsync("BootNotification", """{"chargePointVendor":"United Chargers","chargePointModel":"Grizzl-E"}""")).GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("FOXESS-1", "ocpp1.6", "ocpp1.6", "ocpp1.5")]
    [InlineData("FOXESS-2", "ocpp1.6", "ocpp2.0.1.1", "ocpp1.6")]
    [InlineData("FOXESS-3", "OCPP1.6", "ocpp2.0.1", "OCPP1.6")]
    public async Task Row_02_odd_lists_of_subprotocols_give_the_first_that_is_known(string id, string chosen, params string[] offered)
    {
        using var socket = new ClientWebSocket();
        foreach (var protocol in offered)
        {
            socket.Options.AddSubProtocol(protocol);
        }

        await socket.ConnectAsync(new Uri(console.Ocpp, id), TestContext.Current.CancellationToken);

        Assert.Equal(chosen, socket.SubProtocol);
    }

    [Fact]
    public async Task Row_02_a_list_of_unknown_subprotocols_is_refused_and_listed_with_the_reason()
    {
        await Assert.ThrowsAsync<WebSocketException>(() => RawCharger.ConnectAsync(console.Ocpp, "OCPP20", "ocpp2.0.1"));

        Assert.Contains("ocpp2.0.1", console.Console.Get<RejectedConnections>().Latest.Single(entry => entry.ChargePointId == "OCPP20").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Row_03_a_missing_Connection_Upgrade_is_told_in_so_many_words()
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(console.Ocpp.Host, console.Ocpp.Port, TestContext.Current.CancellationToken);
        await tcp.GetStream().WriteAsync(
            Encoding.ASCII.GetBytes($"GET /NOUPGRADE HTTP/1.1\r\nHost: {console.Ocpp.Authority}\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"),
            TestContext.Current.CancellationToken);
        using var reader = new StreamReader(tcp.GetStream());

        Assert.StartsWith("HTTP/1.1 400", await reader.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("Connection: Upgrade", console.Console.Get<RejectedConnections>().Latest.Single(entry => entry.ChargePointId == "NOUPGRADE").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Row_04_a_percent_encoded_id_is_decoded_once()
    {
        await using var charger = await RawCharger.ConnectAsync(console.Ocpp, "RDAM%7C123");
        await using var escaped = await RawCharger.ConnectAsync(console.Ocpp, "RDAM%257C123");

        await charger.CallAsync("Heartbeat", "{}");
        await escaped.CallAsync("Heartbeat", "{}");
        Assert.NotNull(console.Find("RDAM|123"));
        Assert.NotNull(console.Find("RDAM%7C123"));
    }

    [Theory]
    [InlineData("4/CBI-0001", "CBI-0001")]
    [InlineData("ocpp//SETEC-1//", "SETEC-1")]
    public async Task Row_05_extra_segments_and_slashes_leave_the_last_segment(string path, string id)
    {
        await using var charger = await RawCharger.ConnectAsync(console.Ocpp, path);

        await charger.CallAsync("Heartbeat", "{}");
        Assert.True(console.State(id).IsConnected);
    }

    [Fact]
    public async Task Row_05_a_serial_behind_the_id_is_an_alias_of_the_charger()
    {
        await using (await console.BootAsync("CP_1"))
        {
            await console.Console.Get<ChargePointSettings>().ChangeAsync(console.Find("CP_1"), row => row, settings => settings with { Aliases = "SERIAL_1234" }, "test");
        }

        await using var openEms = await RawCharger.ConnectAsync(console.Ocpp, "CP_1/SERIAL_1234");
        await openEms.CallAsync("Heartbeat", "{}");

        Assert.Null(console.Console.Get<Fleet>().Find("SERIAL_1234"));
        Assert.True(console.State("CP_1").IsConnected);
    }

    [Fact]
    public async Task Row_05_an_unknown_last_segment_is_looked_for_by_the_one_before_where_that_is_wanted()
    {
        await using var wanting = await RunningConsole.StartAsync("Ocpp:TryEarlierSegments=true");
        await using var charger = await RawCharger.BootAsync(wanting.Ocpp, "CP_2");

        await using var back = await RawCharger.ConnectAsync(wanting.Ocpp, "CP_2/SERIAL_5678");
        await back.CallAsync("Heartbeat", "{}");

        Assert.Equal("CP_2", Assert.Single(wanting.Get<Fleet>().All).Id);
    }

    [Theory]
    [InlineData("SEED1/SEED1", "SEED1")]
    [InlineData("SEED2?token=T/SEED2", "SEED2")]
    public async Task Row_06_seed_firmware_that_appends_its_id_once_more_is_known_by_it(string path, string id)
    {
        await using var charger = await RawCharger.ConnectAsync(console.Ocpp, path);

        await charger.CallAsync("Heartbeat", "{}");
        Assert.True(console.State(id).IsConnected);
    }

    [Fact]
    public async Task Row_07_the_id_in_another_case_is_the_same_charger_in_its_first_spelling()
    {
        await using (await console.BootAsync("Mixed-Case"))
        {
        }

        await using var again = await console.BootAsync("MIXED-CASE");

        Assert.Equal("Mixed-Case", console.Find("mixed-case").Id);
    }

    [Theory]
    [InlineData("STARCHARGE", "STARCHARGE:secret")]
    [InlineData("STARCHARGE-2", "somebody:with:colons")]
    [InlineData("STARCHARGE-3", "nonsense")]
    public async Task Row_08_Basic_auth_that_nobody_configured_is_ignored(string id, string credentials)
    {
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("ocpp1.6");
        socket.Options.SetRequestHeader("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));

        await socket.ConnectAsync(new Uri(console.Ocpp, id), TestContext.Current.CancellationToken);

        Assert.Equal(WebSocketState.Open, socket.State);
    }
}
