using System.Net;
using System.Text.Json;
using ChargingConsole.Auth.App;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Auth;
using ChargingConsole.Tests.Shared;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.Options;
using static ChargingConsole.Tests.Shared.JsonFacts;

namespace ChargingConsole.Tests.Scenarios;

/// <summary>The mobile app's calls in its own order, beside another driver who is to learn nothing of it.</summary>
public sealed class TwoDriversJourney
{
    private const string ChargerId = "0748911403000154";

    [Fact]
    public async Task A_driver_signs_in_charges_and_looks_back_and_another_can_neither_see_nor_stop_it()
    {
        await using var console = await RunningConsole.StartAsync("environment=Production", "Access:Registration=true");
        await using var charger = await RawCharger.BootAsync(console.Ocpp, ChargerId, 1);
        await charger.StatusAsync(1, "Preparing");

        // 1. Both register, and the first signs in as the app does when it starts.
        using var door = new HttpClient { BaseAddress = console.Web.BaseAddress };
        var (_, _, _, tag) = await AppCalls.RegisterAsync(door, "first@example.com");
        var (_, otherAccess, _, otherTag) = await AppCalls.RegisterAsync(door, "second@example.com");
        var login = (await door.WriteAsync("/api/users/login", $$"""{"email":"first@example.com","password":"{{AppCalls.Password}}"}""")).Ok();
        using var first = Bearer(console, login.GetProperty("access_token").GetString()!);
        using var second = Bearer(console, otherAccess);

        // 2. The map: what the app reads is there, internals are not.
        var listed = Assert.Single((await first.ReadAsync("/api/chargers")).Ok().EnumerateArray());
        Has(listed, ("charge_point_id", ChargerId), ("status", "online"), ("availability", "preparing"), ("number_of_connectors", 1), ("price_per_kwh", 0.5),
            ("firmware_version", null), ("last_heartbeat", null), ("ws_connected", null), ("active_transaction_id", null));
        Assert.Empty((await first.ReadAsync("/api/sessions?limit=1")).Ok().EnumerateArray());

        // 3. Start: the app always names APP_USER, and the driver's own tag is charged for.
        var starting = first.WriteAsync("/api/charging/start", $$"""{"charger_id":"{{ChargerId}}","connector_id":1,"id_tag":"APP_USER"}""");
        var (remoteStart, asked) = await charger.ExpectCallAsync("RemoteStartTransaction");
        Assert.Equal(tag, asked.GetProperty("idTag").GetString());
        await charger.AnswerAsync(remoteStart, """{"status":"Accepted"}""");
        var id = await charger.BeginAsync(1, tag);
        Has((await starting).Ok(), ("success", true), ("transaction_id", id));
        await charger.StatusAsync(1, "Charging");

        // 4. Poll.
        await charger.MeterAsync(id, 1400, 10_500);
        Has(Assert.Single((await first.ReadAsync("/api/sessions?limit=1")).Ok().EnumerateArray()), ("transaction_id", id), ("status", "active"), ("energy_consumed", 0.4), ("id_tag", tag));
        Has((await first.ReadAsync($"/api/metering/{ChargerId}/latest")).Ok(), ("power", 10.5), ("total_kwh", 1.4), ("transaction_id", id));
        Has((await first.ReadAsync($"/api/chargers/{ChargerId}/status")).Ok(), ("availability", "charging"), ("active_transaction_id", id), ("power_kw", 10.5));

        // 5. The other driver finds nothing of it, and stops nothing.
        await AssertSeesNothingAsync(console, charger, second, id, tag);
        Has((await first.WriteAsync("/api/charging/start", $$"""{"charger_id":"{{ChargerId}}","connector_id":1,"id_tag":"{{otherTag}}"}""")).Ok(), ("success", false), ("code", "invalid_id_tag"));

        // 6. The access token runs out: 401, refresh, and the same call again.
        using var late = Bearer(console, Expired(console, login.GetProperty("access_token").GetString()!));
        (await late.ReadAsync("/api/sessions?limit=1")).Problem(HttpStatusCode.Unauthorized);
        var refreshed = (await door.WriteAsync("/api/auth/refresh", $$"""{"refresh_token":"{{login.GetProperty("refresh_token").GetString()}}"}""")).Ok();
        Has(refreshed, ("success", true), ("token_type", "bearer"), ("expires_in", 1800));
        using var again = Bearer(console, refreshed.GetProperty("access_token").GetString()!);
        Assert.Single((await again.ReadAsync("/api/sessions?limit=1")).Ok().EnumerateArray());

        // 7. Stop, and the history.
        var stopping = again.WriteAsync("/api/charging/stop", $$"""{"transaction_id":{{id}},"charger_id":"{{ChargerId}}"}""");
        var (remoteStop, _) = await charger.ExpectCallAsync("RemoteStopTransaction");
        await charger.AnswerAsync(remoteStop, """{"status":"Accepted"}""");
        Has((await stopping).Ok(), ("success", true), ("transaction_id", id));
        await charger.EndAsync(id, 2000);
        Has(Assert.Single((await again.ReadAsync("/api/sessions?limit=50")).Ok().EnumerateArray()), ("status", "completed"), ("energy", 1), ("cost", 0.5), ("charger_id", ChargerId));
        Assert.Equal(2, (await again.ReadAsync($"/api/sessions/{id}/meter-values")).Ok().GetArrayLength());
        Assert.Empty((await second.ReadAsync("/api/sessions")).Ok().EnumerateArray());

        // 8. A later session with the card that is the driver's own: the open one comes first, however old.
        var earlier = TimeProvider.System.GetUtcNow().AddHours(-2);
        var open = (await charger.CallAsync("StartTransaction", $$"""{"connectorId":1,"idTag":"{{tag}}","meterStart":2000,"timestamp":"{{earlier:yyyy-MM-ddTHH:mm:ssZ}}"}""")).GetProperty("transactionId").GetInt32();
        Has((await again.ReadAsync("/api/sessions?limit=1")).Ok()[0], ("transaction_id", open), ("status", "active"));
    }

    private static async Task AssertSeesNothingAsync(RunningConsole console, RawCharger charger, HttpClient second, int id, string tag)
    {
        Assert.Empty((await second.ReadAsync("/api/sessions")).Ok().EnumerateArray());
        Assert.Empty((await second.ReadAsync($"/api/sessions?id_tag={tag}")).Ok().EnumerateArray());
        (await second.ReadAsync($"/api/sessions/{id}")).Problem(HttpStatusCode.NotFound);
        (await second.ReadAsync($"/api/sessions/{id}/meter-values")).Problem(HttpStatusCode.NotFound);
        Assert.Equal("null", (await second.ReadAsync($"/api/metering/{ChargerId}/latest")).Text);
        Assert.Empty((await second.ReadAsync($"/api/metering/{ChargerId}")).Ok().EnumerateArray());
        var charging = await second.ReadAsync($"/api/chargers/{ChargerId}/status");
        Has(charging.Ok(), ("availability", "charging"), ("active_transaction_id", null), ("power_kw", 0));
        Assert.DoesNotContain(tag, charging.Text, StringComparison.Ordinal);
        // Just the answer to a session that never was, whether the charger is named or not.
        var never = (await second.WriteAsync("/api/charging/stop", """{"transaction_id":999999}""")).Ok();
        Assert.Equal(never.GetRawText(), (await second.WriteAsync("/api/charging/stop", $$"""{"transaction_id":{{id}}}""")).Ok().GetRawText());
        Has((await second.WriteAsync("/api/charging/stop", $$"""{"transaction_id":{{id}},"charger_id":"{{ChargerId}}"}""")).Ok(), ("success", false), ("code", "no_active_session"));
        Has((await second.WriteAsync("/api/charging/start", $$"""{"charger_id":"{{ChargerId}}","connector_id":1,"id_tag":"{{tag}}"}""")).Ok(), ("success", false), ("code", "invalid_id_tag"));
        foreach (var path in new[] { "/api/commands", "/api/messages", $"/api/chargers/{ChargerId}/messages", "/api/jobs" })
        {
            (await second.ReadAsync(path)).Problem(HttpStatusCode.Forbidden);
        }

        // The hub, by a token in the query, as a browser's WebSocket sends it.
        var token = second.DefaultRequestHeaders.Authorization!.Parameter;
        await using var hub = new HubConnectionBuilder().WithUrl(new Uri(console.Web.BaseAddress!, "hubs/live"), options => options.AccessTokenProvider = () => Task.FromResult(token)).Build();
        await hub.StartAsync(TestContext.Current.CancellationToken);
        await using var batches = hub.StreamAsync<JsonElement>("Follow", new { history_count = 100 }, TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await batches.MoveNextAsync());
        Assert.Empty(batches.Current.GetProperty("sessions").EnumerateArray());
        Assert.Empty(batches.Current.GetProperty("frames").EnumerateArray());
        Assert.DoesNotContain(tag, batches.Current.GetRawText(), StringComparison.Ordinal);
        await charger.MeterAsync(id, 1400, 10_500);
        Assert.True(await batches.MoveNextAsync());
        Assert.Empty(batches.Current.GetProperty("frames").EnumerateArray());
        Assert.Empty(batches.Current.GetProperty("sessions").EnumerateArray());
    }

    private static HttpClient Bearer(RunningConsole console, string token)
    {
        var client = new HttpClient { BaseAddress = console.Web.BaseAddress };
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return client;
    }

    private static string Expired(RunningConsole console, string token)
    {
        var protector = console.Get<IOptionsMonitor<BearerTokenOptions>>().Get(AppTokens.Scheme).BearerTokenProtector;
        var ticket = protector.Unprotect(token)!;
        ticket.Properties.ExpiresUtc = TimeProvider.System.GetUtcNow().AddSeconds(-1);
        return protector.Protect(ticket);
    }
}
