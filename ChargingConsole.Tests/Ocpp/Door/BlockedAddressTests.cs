using System.Net;
using System.Net.WebSockets;
using ChargingConsole.Core.Security;
using ChargingConsole.Ocpp;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Shared;
using static ChargingConsole.Tests.Shared.JsonFacts;

namespace ChargingConsole.Tests.Ocpp.Door;

/// <summary>Addresses that an administrator blocked.</summary>
public sealed class BlockedAddressTests
{
    [Fact]
    public async Task A_blocked_address_is_cut_off_refused_before_anything_is_read_listed_and_let_in_again()
    {
        await using var console = await RunningConsole.StartAsync("Ocpp:Limits:TrustedProxies=");
        await using var charger = await RawCharger.BootAsync(console.Ocpp, "BLK-1", 1);
        Has((await BlockAsync(console, "127.0.0.1", "too loud")).Json, ("address", "127.0.0.1"), ("note", "too loud"), ("blocked_by", "developer"));
        await console.Web.UntilAsync("/api/chargers/BLK-1/status", status => !status.GetProperty("ws_connected").GetBoolean());
        await Assert.ThrowsAsync<WebSocketException>(() => RawCharger.ConnectAsync(console.Ocpp, "BLK-1"));
        for (var i = 0; i < 50; i++)
        {
            // Not a byte is sent, and the connection ends all the same.
            Assert.True(await EndsAsync(console.Ocpp.Port));
        }

        var line = Assert.Single(console.Get<RejectedConnections>().Latest);
        Assert.Equal(("", "127.0.0.1", Refusals.BlockedAddress), (line.ChargePointId, line.RemoteAddress, line.Reason));
        Assert.InRange(line.Count, 51, 1000);

        Assert.Equal(HttpStatusCode.NoContent, (await console.Web.CallAsync(HttpMethod.Delete, "/api/blocked-addresses/127.0.0.1")).Status);
        await using var back = await RawCharger.BootAsync(console.Ocpp, "BLK-1", 1);
        Assert.Equal(["address.unblocked", "address.blocked"], (await console.Web.ReadAsync("/api/audit?subject=127.0.0.1")).Ok().EnumerateArray().Select(record => record.GetProperty("what").GetString()));
        (await console.Web.CallAsync(HttpMethod.Delete, "/api/blocked-addresses/127.0.0.1")).Problem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Behind_a_proxy_the_address_it_names_is_blocked_by_its_network_also_after_a_restart()
    {
        var console = await RunningConsole.StartAsync();
        await using var charger = await ThroughProxyAsync(console, "203.0.113.77");
        await using var other = await ThroughProxyAsync(console, "203.0.114.1");
        Has((await BlockAsync(console, "203.0.113.5/24")).Json, ("address", "203.0.113.0/24"), ("note", null));
        await console.Web.UntilAsync("/api/chargers/P-203.0.113.77/status", status => !status.GetProperty("ws_connected").GetBoolean());
        Assert.True((await console.Web.ReadAsync("/api/chargers/P-203.0.114.1/status")).Ok().GetProperty("ws_connected").GetBoolean());
        var refused = await Assert.ThrowsAsync<WebSocketException>(() => ThroughProxyAsync(console, "203.0.113.1"));
        Assert.Contains("403", refused.Message, StringComparison.Ordinal);
        Assert.Equal("P-203.0.113.1", Assert.Single(console.Get<RejectedConnections>().Latest, line => line.Reason == Refusals.BlockedAddress && line.RemoteAddress == "203.0.113.1").ChargePointId);

        var folder = await console.StopAsync();
        var again = await RunningConsole.StartOnAsync(folder);
        await Assert.ThrowsAsync<WebSocketException>(() => ThroughProxyAsync(again, "203.0.113.77"));
        Assert.Equal(HttpStatusCode.NoContent, (await again.Web.CallAsync(HttpMethod.Delete, "/api/blocked-addresses/203.0.113.0/24")).Status);
        await (await ThroughProxyAsync(again, "203.0.113.77")).DisposeAsync();
        await again.DiscardAsync();
    }

    [Theory]
    [InlineData("nonsense", "neither an address")]
    [InlineData("10.1", "neither an address")]
    [InlineData("203.0.113.1/33", "neither an address")]
    [InlineData("0.0.0.0/0", "too large")]
    [InlineData("::/0", "too large")]
    [InlineData("127.0.0.1", "trusted proxy")]
    [InlineData("126.0.0.0/8", null)]
    [InlineData("2001:db8::1", null)]
    public async Task What_is_no_address_or_would_shut_out_everybody_is_not_blocked(string address, string? why)
    {
        await using var console = await RunningConsole.StartAsync();
        var answer = await BlockAsync(console, address);
        if (why is null)
        {
            Assert.Equal(HttpStatusCode.Created, answer.Status);
            Assert.Equal(HttpStatusCode.Created, (await BlockAsync(console, address)).Status);
            Assert.Single(console.Get<BlockedAddresses>().All);
            return;
        }

        Assert.Contains(why, answer.Problem(HttpStatusCode.UnprocessableEntity).GetProperty("errors").GetProperty("address")[0].GetString(), StringComparison.Ordinal);
        Assert.Empty(console.Get<BlockedAddresses>().All);
    }

    private static Task<ApiAnswer> BlockAsync(RunningConsole console, string address, string? note = null) =>
        console.Web.WriteAsync("/api/blocked-addresses", System.Text.Json.JsonSerializer.Serialize(new { address, note }));

    private static async Task<RawCharger> ThroughProxyAsync(RunningConsole console, string address)
    {
        var charger = await RawCharger.ConnectAsync(console.Ocpp, $"P-{address}", configure: options => options.SetRequestHeader("X-Forwarded-For", address));
        await charger.CallAsync("BootNotification", """{"chargePointVendor":"V","chargePointModel":"M"}""");
        return charger;
    }

    private static async Task<bool> EndsAsync(int port)
    {
        try
        {
            using var client = new System.Net.Sockets.TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
            return await client.GetStream().ReadAsync(new byte[1], TestContext.Current.CancellationToken) == 0;
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException)
        {
            return true;
        }
    }
}
