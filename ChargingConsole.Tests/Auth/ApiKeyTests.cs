using System.Net;
using ChargingConsole.Auth;
using ChargingConsole.Auth.Accounts;
using ChargingConsole.Auth.Keys;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Faults;
using ChargingConsole.Tests.Shared;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChargingConsole.Tests.Auth;

public sealed class ApiKeyTests(ProductionConsole production) : IClassFixture<ProductionConsole>
{
    [Fact]
    public async Task A_key_is_shown_once_and_only_its_hash_is_stored()
    {
        var (id, key) = await production.MakeKeyAsync("Shown once", AccessScope.Viewer);
        using var admin = production.NewClient("X-API-Key", ProductionConsole.Administrator);
        var listed = await admin.ReadAsync("/api/keys");
        var row = listed.Ok().EnumerateArray().Single(entry => entry.GetProperty("id").GetInt32() == id);
        Assert.Equal(("active", "viewer", "Anna"), (row.GetProperty("state").GetString(), row.GetProperty("scope").GetString(), row.GetProperty("created_by").GetString()));
        Assert.DoesNotContain(key, listed.Text, StringComparison.Ordinal);
        Assert.True(key.Length > 43);

        await using var scope = production.Console.Services.CreateAsyncScope();
        var stored = await scope.ServiceProvider.GetRequiredService<AccountsDbContext>().ApiKeys.SingleAsync(known => known.Id == id, TestContext.Current.CancellationToken);
        Assert.Equal(ProductionConsole.Hash(key), stored.Sha256);
        Assert.DoesNotContain(production.Console.Log, line => line.Contains(key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_revoked_key_loses_access_at_once_on_open_hub_connections_too()
    {
        var (id, key) = await production.MakeKeyAsync("Short-lived", AccessScope.Viewer);
        using var client = production.NewClient("X-API-Key", key);
        (await client.ReadAsync("/api/chargers")).Ok();
        await using var hub = new HubConnectionBuilder().WithUrl(new Uri(production.Console.Web.BaseAddress!, "hubs/live"), options => options.Headers.Add("X-API-Key", key)).Build();
        var closed = new TaskCompletionSource();
        hub.Closed += _ => { closed.TrySetResult(); return Task.CompletedTask; };
        await hub.StartAsync(TestContext.Current.CancellationToken);

        using var admin = production.NewClient("X-API-Key", ProductionConsole.Administrator);
        Assert.Equal(HttpStatusCode.NoContent, (await admin.CallAsync(HttpMethod.Delete, $"/api/keys/{id}")).Status);
        (await client.ReadAsync("/api/chargers")).Problem(HttpStatusCode.Unauthorized);
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        var row = (await admin.ReadAsync("/api/keys")).Ok().EnumerateArray().Single(entry => entry.GetProperty("id").GetInt32() == id);
        Assert.Equal(("revoked", "Anna"), (row.GetProperty("state").GetString(), row.GetProperty("revoked_by").GetString()));
        Assert.Equal(HttpStatusCode.NoContent, (await admin.CallAsync(HttpMethod.Delete, $"/api/keys/{id}")).Status);
        (await admin.CallAsync(HttpMethod.Delete, "/api/keys/999999")).Problem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_key_ends_by_itself_when_it_was_made_to()
    {
        var clock = new JumpingClock();
        await using var console = await RunningConsole.StartOnAsync(
            null,
            builder => builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)),
            "environment=Production", "Access:Keys:0:Name=Anna", "Access:Keys:0:Role=Administrator", $"Access:Keys:0:Sha256={ProductionConsole.Hash(ProductionConsole.Administrator)}");
        var body = $$"""{"name":"For ten minutes","scope":"viewer","expires_at":"{{clock.GetUtcNow().AddMinutes(10):O}}"}""";
        var key = (await console.Web.CallAsync(HttpMethod.Post, "/api/keys", body, headers: ("X-API-Key", ProductionConsole.Administrator))).Json.GetProperty("key").GetString()!;
        (await console.Web.CallAsync(HttpMethod.Get, "/api/chargers", headers: ("X-API-Key", key))).Ok();
        clock.Jump(TimeSpan.FromMinutes(11));
        (await console.Web.CallAsync(HttpMethod.Get, "/api/chargers", headers: ("X-API-Key", key))).Problem(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task When_a_key_was_used_is_told_at_once_and_written_later()
    {
        // Of its own: what a console of many tests has written once a minute may be this.
        await using var console = new ProductionConsole();
        await console.InitializeAsync();
        var (id, key) = await console.MakeKeyAsync("Used", AccessScope.Viewer);
        using var client = console.NewClient("X-API-Key", key);
        (await client.ReadAsync("/api/chargers")).Ok();
        using var admin = console.NewClient("X-API-Key", ProductionConsole.Administrator);
        Assert.NotNull((await admin.ReadAsync("/api/keys")).Ok().EnumerateArray().Single(entry => entry.GetProperty("id").GetInt32() == id).GetProperty("last_used_at").GetString());
        await using var scope = console.Console.Services.CreateAsyncScope();
        var keys = scope.ServiceProvider.GetRequiredService<AccountsDbContext>().ApiKeys.AsNoTracking();
        Assert.Null((await keys.SingleAsync(row => row.Id == id, TestContext.Current.CancellationToken)).LastUsedAt);
        await console.Console.Get<ApiKeyBook>().WriteUsesAsync(TestContext.Current.CancellationToken);
        Assert.NotNull((await keys.SingleAsync(row => row.Id == id, TestContext.Current.CancellationToken)).LastUsedAt);
    }

    [Theory]
    [InlineData("""{"scope":"viewer"}""", "name")]
    [InlineData("""{"name":"x","scope":"king"}""", "scope")]
    [InlineData("""{"name":"x"}""", "scope")]
    [InlineData("""{"name":"x","scope":"driver"}""", "id_tags")]
    [InlineData("""{"name":"x","scope":"operator","id_tags":["A"]}""", "id_tags")]
    [InlineData("""{"name":"x","scope":"viewer","expires_at":"2020-01-01T00:00:00Z"}""", "expires_at")]
    public async Task A_key_that_makes_no_sense_is_not_made(string body, string member)
    {
        using var admin = production.NewClient("X-API-Key", ProductionConsole.Administrator);
        Assert.True((await admin.WriteAsync("/api/keys", body)).Problem(HttpStatusCode.UnprocessableEntity).GetProperty("errors").TryGetProperty(member, out _));
    }

    [Fact]
    public async Task No_two_keys_have_the_same_name()
    {
        await production.MakeKeyAsync("Twice", AccessScope.Viewer);
        using var admin = production.NewClient("X-API-Key", ProductionConsole.Administrator);
        (await admin.WriteAsync("/api/keys", """{"name":"TWICE ","scope":"viewer"}""")).Problem(HttpStatusCode.Conflict);
        (await admin.WriteAsync("/api/keys", """{"name":"Vera","scope":"viewer"}""")).Problem(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_partner_sees_and_stops_what_it_started_and_nothing_else()
    {
        var (_, key) = await production.MakeKeyAsync("Roaming", AccessScope.Partner, tags: "");
        using var partner = production.NewClient("X-API-Key", key);
        using var staff = production.NewClient("X-API-Key", ProductionConsole.Operator);
        await using var charger = await RawCharger.BootAsync(production.Console.Ocpp, "partner-1", 2);
        await charger.StatusAsync(2, "Preparing");
        var others = await charger.BeginAsync();

        Assert.Empty((await partner.ReadAsync("/api/sessions")).Ok().EnumerateArray());
        Assert.False((await partner.WriteAsync("/api/charging/start", """{"charger_id":"partner-1","connector_id":2,"id_tag":"SOMEBODY"}""")).Ok().GetProperty("success").GetBoolean());
        var starting = partner.WriteAsync("/api/charging/start", """{"charger_id":"partner-1","connector_id":2}""");
        var (remoteStart, asked) = await charger.ExpectCallAsync("RemoteStartTransaction");
        Assert.Equal("APP_USER", asked.GetProperty("idTag").GetString());
        await charger.AnswerAsync(remoteStart, """{"status":"Accepted"}""");
        var own = (await charger.CallAsync("StartTransaction", $$"""{"connectorId":2,"idTag":"APP_USER","meterStart":0,"timestamp":"{{Recently.Day}}T10:00:00Z"}""")).GetProperty("transactionId").GetInt32();
        (await starting).Ok();

        Assert.Equal(own, Assert.Single((await partner.ReadAsync("/api/sessions")).Ok().EnumerateArray()).GetProperty("transaction_id").GetInt32());
        (await partner.ReadAsync($"/api/sessions/{others}")).Problem(HttpStatusCode.NotFound);
        (await partner.ReadAsync($"/api/sessions/{others}/meter-values")).Problem(HttpStatusCode.NotFound);
        (await partner.ReadAsync($"/api/sessions/{own}")).Ok();
        Assert.False((await partner.WriteAsync("/api/charging/stop", $$"""{"transaction_id":{{others}}}""")).Ok().GetProperty("success").GetBoolean());
        Assert.Equal(2, (await staff.ReadAsync("/api/sessions?charge_point_id=partner-1")).Ok().GetArrayLength());

        var stopping = partner.WriteAsync("/api/charging/stop", """{"charger_id":"partner-1"}""");
        var (remoteStop, told) = await charger.ExpectCallAsync("RemoteStopTransaction");
        Assert.Equal(own, told.GetProperty("transactionId").GetInt32());
        await charger.AnswerAsync(remoteStop, """{"status":"Accepted"}""");
        Assert.True((await stopping).Ok().GetProperty("success").GetBoolean());
    }
}
