using System.Globalization;
using System.Net;
using System.Text.Json;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Api;

public sealed class ChargersAndSessionsTests(ConsoleFixture fixture) : IClassFixture<ConsoleFixture>
{
    private HttpClient Web => fixture.Console.Web;

    [Fact]
    public async Task A_charger_has_every_field_of_the_apps_contract()
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "fields-1", 1, 2);
        await charger.StatusAsync(2, "Preparing");
        var transactionId = await charger.BeginAsync(connector: 1);
        await charger.StatusAsync(1, "SuspendedEV");

        var status = (await Web.ReadAsync("/api/chargers/FIELDS-1/status")).Ok();
        Assert.Equal(JsonValueKind.Number, status.GetProperty("id").ValueKind);
        Assert.Equal("fields-1", status.GetProperty("charge_point_id").GetString());
        Assert.Equal("Vendor", status.GetProperty("vendor").GetString());
        Assert.Equal("Model 22kW", status.GetProperty("model").GetString());
        Assert.Equal("online", status.GetProperty("status").GetString());
        Assert.Equal("preparing", status.GetProperty("availability").GetString());
        Assert.Equal("""{"1":"charging","2":"preparing"}""", status.GetProperty("connector_status").GetRawText());
        Assert.EndsWith("Z", status.GetProperty("last_heartbeat").GetString(), StringComparison.Ordinal);
        Assert.Equal(transactionId, status.GetProperty("active_transaction_id").GetInt32());
        Assert.Equal(2, status.GetProperty("number_of_connectors").GetInt32());
        Assert.Equal("Type 2", status.GetProperty("connector_type").GetString());
        Assert.Equal(22, status.GetProperty("max_power_kw").GetDouble());
        Assert.Equal(0.5, status.GetProperty("price_per_kwh").GetDouble());
        Assert.True(status.GetProperty("ws_connected").GetBoolean());
        Assert.False(status.GetProperty("idle_fee_enabled").GetBoolean());
        foreach (var empty in new[] { "firmware_version", "location", "latitude", "longitude", "idle_fee_per_min", "idle_grace_minutes", "tenant" })
        {
            Assert.Equal(JsonValueKind.Null, status.GetProperty(empty).ValueKind);
        }
    }

    [Fact]
    public async Task The_list_pages_by_identity_and_can_leave_out_who_is_offline()
    {
        await using var here = await RawCharger.BootAsync(fixture.Console.Ocpp, "list-a", 1);
        await using (await RawCharger.BootAsync(fixture.Console.Ocpp, "list-b", 1))
        {
        }

        await Web.UntilAsync("/api/chargers/list-b/status", status => status.GetProperty("status").GetString() == "offline");
        Assert.Equal("unavailable", (await Web.ReadAsync("/api/chargers/list-b/status")).Ok().GetProperty("availability").GetString());
        Assert.Equal(["list-a", "list-b"], Ids((await Web.ReadAsync("/api/chargers?after=LIST-&limit=2")).Ok()));
        Assert.DoesNotContain("list-b", Ids((await Web.ReadAsync("/api/chargers?online_only=1")).Ok()));
    }

    [Fact]
    public async Task A_session_has_every_field_of_the_apps_contract()
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "session-1", 1);
        var transactionId = await charger.BeginAsync(meterStart: 1000);
        await charger.MeterAsync(transactionId, 3500, 7200);

        var session = (await Web.ReadAsync("/api/sessions?limit=1&charge_point_id=SESSION-1")).Ok()[0];
        Assert.Equal(transactionId, session.GetProperty("transaction_id").GetInt32());
        Assert.Equal(transactionId, session.GetProperty("id").GetInt32());
        Assert.Equal("session-1", session.GetProperty("charger_id").GetString());
        Assert.Equal("session-1", session.GetProperty("charge_point_id").GetString());
        Assert.Equal("active", session.GetProperty("status").GetString());
        Assert.Equal(JsonValueKind.Null, session.GetProperty("stop_time").ValueKind);
        Assert.Equal(2.5, session.GetProperty("energy_consumed").GetDouble());
        Assert.Equal(2.5, session.GetProperty("energy").GetDouble());
        Assert.Equal(1.25, session.GetProperty("cost").GetDouble());
        Assert.Equal("EUR", session.GetProperty("currency").GetString());
        Assert.Equal(7.2, session.GetProperty("power").GetDouble());
        Assert.Equal(230.5, session.GetProperty("voltage").GetDouble());
        Assert.EndsWith("s", session.GetProperty("duration").GetString(), StringComparison.Ordinal);

        await charger.EndAsync(transactionId, 4000);
        session = (await Web.ReadAsync($"/api/sessions/{transactionId}")).Ok();
        Assert.Equal("completed", session.GetProperty("status").GetString());
        Assert.Equal((1000, 4000), (session.GetProperty("meter_start").GetInt64(), session.GetProperty("meter_stop").GetInt64()));
        Assert.Equal("Local", session.GetProperty("stop_reason").GetString());
        Assert.EndsWith("Z", session.GetProperty("stop_time").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sessions_are_listed_newest_first_by_page_state_tag_and_charger()
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "session-2", 1);
        var ids = new List<int>();
        for (var i = 0; i < 3; i++)
        {
            ids.Insert(0, await charger.BeginAsync());
            await charger.EndAsync(ids[0], 2000 + i);
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        Assert.Equal(ids, await List("charge_point_id=session-2"));
        Assert.Equal(ids[..2], await List("charger_id=session-2&limit=2"));
        Assert.Equal(ids[2..], await List($"charge_point_id=session-2&before={ids[1]}"));
        Assert.Equal(ids, await List("charge_point_id=session-2&status=completed&id_tag=app_user&from=2020-01-01"));
        Assert.Empty(await List("charge_point_id=session-2&status=active"));
        Assert.Empty(await List("charge_point_id=session-2&to=2020-01-01T00:00:00%2B02:00"));
        Assert.Empty(await List("charge_point_id=no-such"));
        var number = (await Web.ReadAsync("/api/chargers/session-2/status")).Ok().GetProperty("id").GetInt32();
        Assert.Equal(ids, await List($"charger_id={number}"));

        async Task<int[]> List(string query) => [.. (await Web.ReadAsync($"/api/sessions?{query}")).Ok().EnumerateArray().Select(session => session.GetProperty("transaction_id").GetInt32())];
    }

    [Fact]
    public async Task Readings_are_in_kW_and_oldest_first_for_a_session_and_newest_first_for_a_charger()
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "meter-1", 1);
        Assert.Equal("null", (await Web.ReadAsync("/api/metering/meter-1/latest")).Text);
        var transactionId = await charger.BeginAsync();
        foreach (var power in new[] { 1000, 2000, 3000 })
        {
            await charger.MeterAsync(transactionId, 1000 + power, power);
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        var curve = (await Web.ReadAsync($"/api/sessions/{transactionId}/meter-values?limit=2")).Ok();
        Assert.Equal([2.0, 3.0], curve.EnumerateArray().Select(point => point.GetProperty("power_kw").GetDouble()));
        Assert.Equal(4.0, curve[1].GetProperty("total_kwh").GetDouble());
        var readings = (await Web.ReadAsync("/api/metering/METER-1?limit=2")).Ok();
        Assert.Equal([3.0, 2.0], readings.EnumerateArray().Select(point => point.GetProperty("power").GetDouble()));
        var latest = (await Web.ReadAsync("/api/metering/meter-1/latest")).Ok();
        Assert.Equal((3.0, 230.5, 16.1, 4.0), (latest.GetProperty("power").GetDouble(), latest.GetProperty("voltage").GetDouble(), latest.GetProperty("current").GetDouble(), latest.GetProperty("total_kwh").GetDouble()));
        Assert.Equal(transactionId, latest.GetProperty("transaction_id").GetInt32());
    }

    [Theory]
    [InlineData("slash/in the id")]
    [InlineData("per%2Fcent%41")]
    [InlineData("Ünï©ode ⚡+?#&")]
    [InlineData("semi;colon:@=")]
    public async Task An_odd_identity_works_percent_encoded_everywhere(string id)
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, id, 1);
        var encoded = Uri.EscapeDataString(id);
        Assert.Equal(id, (await Web.ReadAsync($"/api/chargers/{encoded}/status")).Ok().GetProperty("charge_point_id").GetString());
        Assert.Equal("null", (await Web.ReadAsync($"/api/metering/{encoded}/latest")).Text);
        Assert.NotEmpty((await Web.UntilAsync($"/api/chargers/{encoded}/messages", messages => messages.GetArrayLength() > 0)).EnumerateArray());
        var asked = Web.WriteAsync($"/api/chargers/{encoded}/commands/ClearCache", "{}");
        await charger.AnswerAsync((await charger.ExpectCallAsync("ClearCache")).Id, """{"status":"Accepted"}""");
        Assert.True((await asked).Ok().GetProperty("success").GetBoolean());
    }

    [Fact]
    public async Task What_is_unknown_is_404()
    {
        foreach (var path in new[] { "chargers/x/status", "chargers/x/messages", "metering/x", "metering/x/latest", "sessions/0", "sessions/abc", "sessions/99999999999999999999", "sessions/1999999999/meter-values", "commands/1999999999", "commands/x", "id-tags/x" })
        {
            (await Web.ReadAsync($"/api/{path}")).Problem(HttpStatusCode.NotFound);
        }
    }

    private static List<string?> Ids(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetProperty("charge_point_id").GetString())];
}
