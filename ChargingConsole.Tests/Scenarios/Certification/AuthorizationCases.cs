using ChargingConsole.Core.IdTags;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Scenarios.Certification;

/// <summary>Authorisation as the OCA's test cases for a central system have it, and the rules around it.</summary>
public sealed class AuthorizationCases : IAsyncLifetime
{
    private RunningConsole _console = null!;

    public async ValueTask InitializeAsync() => _console = await RunningConsole.StartAsync();

    public ValueTask DisposeAsync() => _console.DisposeAsync();

    [Theory]
    [InlineData("UNKNOWN", null, "Invalid")]
    [InlineData("LISTED", """{"status":"Invalid"}""", "Invalid")]
    public async Task TC_023_1_Authorize_an_invalid_tag(string idTag, string? body, string status) => await AuthorizeAsync(idTag, body, status);

    [Theory]
    [InlineData("LATE", """{"expires_at":"2020-01-01T00:00:00Z"}""")]
    [InlineData("MARKED", """{"status":"Expired"}""")]
    public async Task TC_023_2_Authorize_an_expired_tag(string idTag, string body) => await AuthorizeAsync(idTag, body, "Expired");

    [Fact]
    public async Task TC_023_3_Authorize_a_blocked_tag() => await AuthorizeAsync("BLOCKED", """{"status":"Blocked"}""", "Blocked");

    [Fact]
    public async Task What_a_charger_is_told_of_a_tag_has_its_group_and_its_expiry_and_nothing_that_is_null()
    {
        await using var charger = await RawCharger.BootAsync(_console.Ocpp, "CP1", 1);
        await PutAsync("CHILD", """{"parent_id_tag":"FAMILY","expires_at":"2040-01-01T00:00:00Z"}""");
        await PutAsync("PLAIN", "{}");

        Assert.Equal(
            """{"idTagInfo":{"expiryDate":"2040-01-01T00:00:00.000Z","parentIdTag":"FAMILY","status":"Accepted"}}""",
            (await charger.CallAsync("Authorize", """{"idTag":"child"}""")).GetRawText());
        Assert.Equal("""{"idTagInfo":{"status":"Accepted"}}""", (await charger.CallAsync("Authorize", """{"idTag":"PLAIN"}""")).GetRawText());
    }

    [Fact]
    public async Task A_tag_that_charges_here_is_accepted_to_authorize_and_concurrent_at_a_start_elsewhere()
    {
        await using var charger = await RawCharger.BootAsync(_console.Ocpp, "CP1", 1, 2);
        await using var other = await RawCharger.BootAsync(_console.Ocpp, "CP2", 1);
        await PutAsync("ONCE", """{"max_active_transactions":1}""");
        var id = await charger.BeginAsync(1, "ONCE");

        Assert.Equal("Accepted", await AuthorizeAsync(charger, "ONCE"));
        Assert.Equal("Accepted", await AuthorizeAsync(other, "ONCE"));
        Assert.Equal("ConcurrentTx", await StartAsync(charger, 2, "ONCE"));
        Assert.Equal("ConcurrentTx", await StartAsync(other, 1, "ONCE"));

        // The refused starts are kept, and stand in nobody's way.
        await charger.EndAsync(id, 2000);
        Assert.Equal("Accepted", await StartAsync(charger, 1, "once"));
        var sessions = (await _console.Web.ReadAsync("/api/sessions?id_tag=ONCE")).Ok();
        Assert.Equal(4, sessions.GetArrayLength());
    }

    [Fact]
    public async Task One_of_the_family_stops_what_another_started()
    {
        await using var charger = await RawCharger.BootAsync(_console.Ocpp, "CP1", 1);
        await PutAsync("MOTHER", """{"parent_id_tag":"FAMILY"}""");
        await PutAsync("SON", """{"parent_id_tag":"family"}""");
        var started = await charger.CallAsync("StartTransaction", $$"""{"connectorId":1,"idTag":"MOTHER","meterStart":0,"timestamp":"{{Recently.Day}}T10:00:00Z"}""");

        var asked = await charger.CallAsync("Authorize", """{"idTag":"SON"}""");
        Assert.Equal(started.GetProperty("idTagInfo").GetProperty("parentIdTag").GetString(), asked.GetProperty("idTagInfo").GetProperty("parentIdTag").GetString());

        var id = started.GetProperty("transactionId").GetInt32();
        var stopped = await charger.CallAsync("StopTransaction", $$"""{"transactionId":{{id}},"idTag":"SON","meterStop":900,"timestamp":"{{Recently.Day}}T10:30:00Z"}""");
        Assert.Equal("Accepted", stopped.GetProperty("idTagInfo").GetProperty("status").GetString());
        Assert.Equal("completed", (await _console.Web.ReadAsync($"/api/sessions/{id}")).Ok().GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_tag_may_be_limited_to_chargers_for_every_way_to_start()
    {
        await using var here = await RawCharger.BootAsync(_console.Ocpp, "CP1", 1);
        await using var there = await RawCharger.BootAsync(_console.Ocpp, "CP2", 1);
        await PutAsync("STAFF", """{"chargers":["cp1","CP9"]}""");

        Assert.Equal("Accepted", await AuthorizeAsync(here, "STAFF"));
        Assert.Equal("Blocked", await AuthorizeAsync(there, "STAFF"));
        Assert.Equal("Blocked", await StartAsync(there, 1, "STAFF"));
        await there.StatusAsync(1, "Available");
        var refused = (await _console.Web.WriteAsync("/api/charging/start", """{"charger_id":"CP2","id_tag":"STAFF"}""")).Ok();
        Assert.Equal("invalid_id_tag", refused.GetProperty("code").GetString());
        Assert.Equal("Accepted", await StartAsync(here, 1, "STAFF"));
    }

    [Fact]
    public async Task Unknown_tags_are_seen_also_after_a_restart_and_are_gone_once_enrolled()
    {
        var charger = await RawCharger.BootAsync(_console.Ocpp, "CP1", 1);
        await AuthorizeAsync(charger, "ASKED");
        await StartAsync(charger, 1, "CHARGED");
        Assert.Equal(["ASKED", "CHARGED"], (await UnknownAsync()).Order(StringComparer.Ordinal));
        await charger.DisposeAsync();

        _console = await RunningConsole.StartOnAsync(await _console.StopAsync());
        Assert.Equal(["CHARGED"], await UnknownAsync());

        await PutAsync("charged", "{}");
        Assert.Empty(await UnknownAsync());
        Assert.True(_console.Get<IdTagBook>().Authorize("CHARGED", starting: true).IsAccepted);
    }

    private async Task<List<string?>> UnknownAsync() =>
        [.. (await _console.Web.ReadAsync("/api/unknown-id-tags")).Ok().EnumerateArray().Select(seen => seen.GetProperty("id_tag").GetString())];

    private async Task AuthorizeAsync(string idTag, string? body, string status)
    {
        await using var charger = await RawCharger.BootAsync(_console.Ocpp, "CP1", 1);
        if (body is not null)
        {
            await PutAsync(idTag, body);
        }

        Assert.Equal(status, await AuthorizeAsync(charger, idTag));
        Assert.Equal(status, await StartAsync(charger, 1, idTag));
    }

    private static async Task<string?> AuthorizeAsync(RawCharger charger, string idTag) =>
        (await charger.CallAsync("Authorize", $$"""{"idTag":"{{idTag}}"}""")).GetProperty("idTagInfo").GetProperty("status").GetString();

    private static async Task<string?> StartAsync(RawCharger charger, int connector, string idTag) =>
        (await charger.CallAsync("StartTransaction", $$"""{"connectorId":{{connector}},"idTag":"{{idTag}}","meterStart":0,"timestamp":"{{Recently.Day}}T11:0{{connector}}:00Z"}"""))
            .GetProperty("idTagInfo").GetProperty("status").GetString();

    private async Task PutAsync(string idTag, string body) => Assert.True((int)(await _console.Web.CallAsync(HttpMethod.Put, $"/api/id-tags/{idTag}", body)).Status < 300);
}
