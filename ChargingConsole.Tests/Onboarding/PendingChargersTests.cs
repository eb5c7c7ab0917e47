using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Onboarding;

public sealed class PendingChargersTests
{
    private const string Boot = """{"chargePointVendor":"Vendor","chargePointModel":"Model 22kW","firmwareVersion":"1.2"}""";

    [Fact]
    public async Task An_unknown_charger_waits_outside_the_fleet_until_an_operator_takes_it_in()
    {
        await using var console = await RunningConsole.StartAsync("Ocpp:UnknownChargers=Pending", "Ocpp:SettleSeconds=0");
        await using var charger = await RawCharger.ConnectAsync(console.Ocpp, "NEW/1".Replace("/", "%2F", StringComparison.Ordinal));
        var answer = await charger.CallAsync("BootNotification", Boot);
        Assert.Equal("Pending", answer.GetProperty("status").GetString());
        Assert.Equal(300, answer.GetProperty("interval").GetInt32());
        await charger.StatusAsync(1, "Available");

        Assert.Empty((await console.Web.ReadAsync("/api/chargers")).Ok().EnumerateArray());
        Assert.Equal((0, 0, 1), (console.Get<Fleet>().Count, console.Get<Fleet>().Connected, console.Get<Fleet>().WaitingCount));
        (await console.Web.ReadAsync("/api/chargers/NEW%2F1")).Problem(HttpStatusCode.NotFound);
        var waiting = Assert.Single((await console.Web.ReadAsync("/api/pending-chargers")).Ok().EnumerateArray());
        Assert.Equal(("NEW/1", "pending", "Model 22kW", true), (Text(waiting, "charger_id"), Text(waiting, "registration"), Text(waiting, "model"), waiting.GetProperty("connected").GetBoolean()));
        Assert.Equal(1, Assert.Single(waiting.GetProperty("connectors").EnumerateArray()).GetInt32());

        // Its answer and the request to boot again cross; whichever comes first, both are there.
        var accepting = console.Web.WriteAsync("/api/pending-chargers/NEW%2F1/accept", "");
        var (id, payload) = await charger.ExpectCallAsync("TriggerMessage");
        Assert.Equal("BootNotification", payload.GetProperty("requestedMessage").GetString());
        await charger.AnswerAsync(id, """{"status":"Accepted"}""");
        Assert.Equal("accepted", Text((await accepting).Ok(), "registration"));

        Assert.Equal("Accepted", (await charger.CallAsync("BootNotification", Boot)).GetProperty("status").GetString());
        Assert.Equal("NEW/1", Text(Assert.Single((await console.Web.ReadAsync("/api/chargers")).Ok().EnumerateArray()), "charge_point_id"));
        Assert.Empty((await console.Web.ReadAsync("/api/pending-chargers")).Ok().EnumerateArray());
        Assert.Equal(1, console.Get<Fleet>().Connected);
    }

    [Fact]
    public async Task Session_data_of_a_waiting_charger_is_left_with_it_and_taken_when_it_is_taken_in()
    {
        await using var console = await RunningConsole.StartAsync("Ocpp:UnknownChargers=Pending", "Ocpp:SettleSeconds=0");
        await using var charger = await RawCharger.ConnectAsync(console.Ocpp, "EARLY");
        await charger.CallAsync("BootNotification", Boot);
        const string Start = """{"connectorId":1,"idTag":"APP_USER","meterStart":5,"timestamp":"2026-01-01T00:00:00Z"}""";
        await charger.SendAsync($"""[2,"s1","StartTransaction",{Start}]""");

        // The next answer is that to the Heartbeat: the start got none, and the socket stands.
        Assert.True((await charger.CallAsync("Heartbeat", "{}")).TryGetProperty("currentTime", out _));
        Assert.Equal("SecurityError", (await charger.CallForFrameAsync("Authorize", """{"idTag":"APP_USER"}"""))[2].GetString());
        Assert.Empty((await console.Web.ReadAsync("/api/sessions")).Ok().EnumerateArray());
        Assert.Equal(1, Assert.Single((await console.Web.ReadAsync("/api/pending-chargers")).Ok().EnumerateArray()).GetProperty("withheld_messages").GetInt32());

        var accepting = console.Web.WriteAsync("/api/pending-chargers/EARLY/accept", "");
        var (id, _) = await charger.ExpectCallAsync("TriggerMessage");
        await charger.AnswerAsync(id, """{"status":"Rejected"}""");
        (await accepting).Ok();

        var answer = await charger.CallForFrameAsync("StartTransaction", Start, "s1");
        Assert.True(answer[2].GetProperty("transactionId").GetInt32() > 0);
        Assert.Single((await console.Web.ReadAsync("/api/sessions")).Ok().EnumerateArray());
    }

    [Fact]
    public async Task What_was_decided_survives_a_restart_and_a_blocked_charger_can_be_unblocked()
    {
        var console = await RunningConsole.StartAsync("Ocpp:UnknownChargers=Pending", "Ocpp:SettleSeconds=0");
        await using var bad = await RawCharger.ConnectAsync(console.Ocpp, "BAD");
        await using var waits = await RawCharger.ConnectAsync(console.Ocpp, "WAITS");
        Assert.Equal("rejected", Text((await console.Web.WriteAsync("/api/pending-chargers/bad/reject", "")).Ok(), "registration"));
        await Assert.ThrowsAnyAsync<WebSocketException>(bad.ReceiveTextAsync);
        await Assert.ThrowsAnyAsync<WebSocketException>(() => RawCharger.ConnectAsync(console.Ocpp, "BAD"));
        Assert.Equal("An operator blocked this charge point.", Text(Assert.Single((await console.Web.ReadAsync("/api/rejected-connections")).Ok().EnumerateArray()), "reason"));
        (await console.Web.WriteAsync("/api/pending-chargers/FLEET/accept", "")).Ok();
        (await console.Web.WriteAsync("/api/pending-chargers/FLEET/reject", "")).Problem(HttpStatusCode.Conflict);
        var folder = await console.StopAsync();

        await using (console = await RunningConsole.StartOnAsync(folder, null, "Ocpp:UnknownChargers=Pending", "Ocpp:SettleSeconds=0"))
        {
            Assert.Equal(["WAITS pending", "BAD rejected"], (await console.Web.ReadAsync("/api/pending-chargers")).Ok().EnumerateArray().Select(one => $"{Text(one, "charger_id")} {Text(one, "registration")}"));
            await Assert.ThrowsAnyAsync<WebSocketException>(() => RawCharger.ConnectAsync(console.Ocpp, "BAD"));
            await using var known = await RawCharger.ConnectAsync(console.Ocpp, "FLEET");
            Assert.Equal("Accepted", (await known.CallAsync("BootNotification", Boot)).GetProperty("status").GetString());

            Assert.Equal(HttpStatusCode.NoContent, (await console.Web.CallAsync(HttpMethod.Delete, "/api/pending-chargers/BAD")).Status);
            (await console.Web.CallAsync(HttpMethod.Delete, "/api/pending-chargers/BAD")).Problem(HttpStatusCode.NotFound);
            await using var again = await RawCharger.ConnectAsync(console.Ocpp, "BAD");
            Assert.Equal("Pending", (await again.CallAsync("BootNotification", Boot)).GetProperty("status").GetString());
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Made_up_identities_come_to_an_end_by_address_by_hour_and_in_the_queue()
    {
        await using var console = await RunningConsole.StartAsync(
            "Ocpp:UnknownChargers=Pending", "Ocpp:Limits:NewChargersPerHourPerAddress=3", "Ocpp:Limits:NewChargersPerHour=5", "Ocpp:Limits:WaitingChargers=6");
        Assert.Equal([101, 101, 101, 429, 429], await HandshakesAsync(console, "A", 5, "203.0.113.7"));
        // Another address, then all addresses together; loopback itself is a proxy and counts only there.
        Assert.Equal([101, 101, 429], await HandshakesAsync(console, "B", 3, "203.0.113.8"));
        Assert.Equal(5, console.Get<Fleet>().WaitingCount);
        Assert.Empty(console.Get<Fleet>().All);
        var reasons = (await console.Web.ReadAsync("/api/rejected-connections")).Ok().EnumerateArray().Select(line => $"{Text(line, "address")} {Text(line, "reason")}").ToList();
        Assert.Contains(reasons, reason => reason.StartsWith("203.0.113.7 Too many new", StringComparison.Ordinal) && reason.Contains("PerAddress", StringComparison.Ordinal));
        Assert.Contains(reasons, reason => reason.StartsWith("203.0.113.8 Too many new", StringComparison.Ordinal) && reason.Contains("NewChargersPerHour)", StringComparison.Ordinal));

        // Those that are known come in however many new ones there were.
        Assert.Equal([101], await HandshakesAsync(console, "A", 1, "203.0.113.7"));
    }

    [Fact]
    public async Task The_queue_and_the_fleet_have_an_end()
    {
        await using var pending = await RunningConsole.StartAsync("Ocpp:UnknownChargers=Pending", "Ocpp:Limits:WaitingChargers=2");
        Assert.Equal([101, 101, 429], await HandshakesAsync(pending, "A", 3, "203.0.113.7"));
        await using var open = await RunningConsole.StartAsync("Ocpp:Limits:FleetSize=2");
        Assert.Equal([101, 101, 429], await HandshakesAsync(open, "A", 3, "203.0.113.7"));
    }

    private static async Task<List<int>> HandshakesAsync(RunningConsole console, string prefix, int count, string address)
    {
        var statuses = new List<int>();
        for (var number = 1; number <= count; number++)
        {
            using var socket = new ClientWebSocket();
            socket.Options.AddSubProtocol("ocpp1.6");
            socket.Options.CollectHttpResponseDetails = true;
            socket.Options.SetRequestHeader("X-Forwarded-For", $"198.51.100.1, {address}");
            try
            {
                await socket.ConnectAsync(new Uri(console.Ocpp, $"{prefix}{number}"), TestContext.Current.CancellationToken);
            }
            catch (WebSocketException)
            {
                Assert.NotEqual(HttpStatusCode.SwitchingProtocols, socket.HttpStatusCode);
            }

            statuses.Add((int)socket.HttpStatusCode);
        }

        return statuses;
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
