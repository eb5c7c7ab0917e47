using System.Net;
using System.Text.Json;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Configuration;

public sealed class ConfigurationTemplateTests(ConsoleFixture fixture) : IClassFixture<ConsoleFixture>
{
    private HttpClient Web => fixture.Console.Web;

    [Fact]
    public async Task A_template_is_made_read_replaced_and_removed()
    {
        var made = await PutAsync("Quiet%20Night", """{"description":"Less talk","values":[{"key":"HeartbeatInterval","value":"900"},{"key":"Vendor/X","value":""}]}""");
        Assert.Equal(HttpStatusCode.Created, made.Status);
        var template = (await Web.ReadAsync("/api/configuration-templates/quiet%20night")).Ok();
        Assert.Equal(("Quiet Night", "Less talk", "developer"), (template.GetProperty("name").GetString(), template.GetProperty("description").GetString(), template.GetProperty("changed_by").GetString()));
        Assert.Equal("""[{"key":"HeartbeatInterval","value":"900"},{"key":"Vendor/X","value":""}]""", template.GetProperty("values").GetRawText());

        (await PutAsync("QUIET%20NIGHT", """{"values":[{"key":"X","value":"1"}]}""")).Ok();
        template = Assert.Single((await Web.ReadAsync("/api/configuration-templates")).Ok().EnumerateArray(), one => one.GetProperty("name").GetString() == "Quiet Night");
        Assert.Equal(JsonValueKind.Null, template.GetProperty("description").ValueKind);

        Assert.Equal(HttpStatusCode.NoContent, (await Web.CallAsync(HttpMethod.Delete, "/api/configuration-templates/quiet%20night")).Status);
        (await Web.CallAsync(HttpMethod.Delete, "/api/configuration-templates/quiet%20night")).Problem(HttpStatusCode.NotFound);
        (await Web.ReadAsync("/api/configuration-templates/quiet%20night")).Problem(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"values":[]}""")]
    [InlineData("""{"values":[{"key":"X"}]}""")]
    [InlineData("""{"values":[null]}""")]
    [InlineData("""{"values":[{"key":"HeartbeatInterval","value":"abc"}]}""")]
    [InlineData("""{"values":[{"key":"AuthorizationKey","value":"0123456789abcdef"}]}""")]
    [InlineData("""{"values":[{"key":"NumberOfConnectors","value":"2"}]}""")]
    [InlineData("""{"values":[{"key":"X","value":"2"},{"key":"x","value":"3"}]}""")]
    public async Task What_no_template_can_hold_is_refused(string body) =>
        Assert.True((await PutAsync("bad", body)).Problem(HttpStatusCode.UnprocessableEntity).GetProperty("errors").TryGetProperty("values", out _));

    [Fact]
    public async Task A_template_is_applied_key_by_key_and_a_refusal_does_not_stop_the_rest()
    {
        await PutAsync("three", """{"values":[{"key":"A","value":"1"},{"key":"B","value":"2"},{"key":"C","value":"3"}]}""");
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "tmpl-1", 1);
        var asked = Web.WriteAsync("/api/chargers/tmpl-1/configuration/apply", """{"template":"Three"}""");
        foreach (var (key, status) in new[] { ("A", "Accepted"), ("B", "Rejected"), ("C", "RebootRequired") })
        {
            var (id, payload) = await charger.ExpectCallAsync("ChangeConfiguration");
            Assert.Equal(key, payload.GetProperty("key").GetString());
            await charger.AnswerAsync(id, $$"""{"status":"{{status}}"}""");
        }

        var answer = (await asked).Ok();
        Assert.Equal((false, true), (answer.GetProperty("success").GetBoolean(), answer.GetProperty("reboot_required").GetBoolean()));
        Assert.Equal("2 of 3 keys set. The charger refused the value of B.", answer.GetProperty("message").GetString());
        Assert.Equal(["A:True", "B:False", "C:True"], answer.GetProperty("results").EnumerateArray().Select(row => $"{row.GetProperty("key").GetString()}:{row.GetProperty("success").GetBoolean()}"));
    }

    [Fact]
    public async Task A_charger_that_does_not_answer_is_not_asked_for_the_rest()
    {
        await PutAsync("two", """{"values":[{"key":"A","value":"1"},{"key":"B","value":"2"}]}""");
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "tmpl-2", 1);
        var asked = Web.WriteAsync("/api/chargers/tmpl-2/configuration/apply", """{"template":"two"}""");
        await charger.ExpectCallAsync("ChangeConfiguration");
        charger.Abort();

        Assert.Single((await asked).Ok().GetProperty("results").EnumerateArray());
        (await Web.WriteAsync("/api/chargers/tmpl-2/configuration/apply", """{"template":"no such"}""")).Problem(HttpStatusCode.NotFound);
        (await Web.WriteAsync("/api/chargers/nobody/configuration/apply", """{"template":"two"}""")).Problem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Keys_history_and_templates_outlive_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("charging-console-").FullName;
        try
        {
            await using (var first = await RunningConsole.StartOnAsync(folder))
            {
                await first.Web.CallAsync(HttpMethod.Put, "/api/configuration-templates/kept", """{"values":[{"key":"A","value":"1"}]}""");
                await using var charger = await RawCharger.BootAsync(first.Ocpp, "tmpl-3", 1);
                var asked = first.Web.ReadAsync("/api/chargers/tmpl-3/configuration?refresh=true");
                await charger.AnswerAsync((await charger.ExpectCallAsync("GetConfiguration")).Id, """{"configurationKey":[{"key":"A","readonly":true,"value":"1"}],"unknownKey":["B"]}""");
                (await asked).Ok();
            }

            await using var second = await RunningConsole.StartOnAsync(folder);
            var answer = (await second.Web.ReadAsync("/api/chargers/tmpl-3/configuration")).Ok();
            Assert.Equal("1", Assert.Single(answer.GetProperty("configuration").EnumerateArray()).GetProperty("value").GetString());
            Assert.Equal("B", Assert.Single(answer.GetProperty("unknown_keys").EnumerateArray()).GetString());
            (await second.Web.ReadAsync("/api/configuration-templates/kept")).Ok();
            Assert.Single((await second.Web.ReadAsync("/api/chargers/tmpl-3/configuration/history")).Ok().EnumerateArray());
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private Task<ApiAnswer> PutAsync(string name, string body) => Web.CallAsync(HttpMethod.Put, $"/api/configuration-templates/{name}", body);
}
