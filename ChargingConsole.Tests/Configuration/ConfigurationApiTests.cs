using System.Net;
using System.Text.Json;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Configuration;

public sealed class ConfigurationApiTests(ConsoleFixture fixture) : IClassFixture<ConsoleFixture>
{
    private HttpClient Web => fixture.Console.Web;

    [Fact]
    public async Task All_keys_are_asked_for_without_naming_any_and_are_known_from_then_on()
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "conf-1", 1);
        var asked = Web.ReadAsync("/api/chargers/CONF-1/configuration?refresh=true");
        var (id, payload) = await charger.ExpectCallAsync("GetConfiguration");
        Assert.Equal("{}", payload.GetRawText());
        await charger.AnswerAsync(id, """{"configurationKey":[{"key":"HeartbeatInterval","readonly":false,"value":"300"},{"key":"NumberOfConnectors","readonly":true,"value":"2"}],"unknownKey":[]}""");

        var answer = (await asked).Ok();
        Assert.True(answer.GetProperty("success").GetBoolean());
        Assert.Equal("2 keys read.", answer.GetProperty("message").GetString());
        Assert.Equal(("300", false), (Value(answer, "HeartbeatInterval"), Key(answer, "HeartbeatInterval").GetProperty("readonly").GetBoolean()));
        Assert.True(Key(answer, "NumberOfConnectors").GetProperty("readonly").GetBoolean());
        Assert.Equal("s", Key(answer, "HeartbeatInterval").GetProperty("unit").GetString());

        // Nothing is asked now: the charger would not answer.
        answer = (await Web.ReadAsync("/api/chargers/conf-1/configuration?keys=heartbeatinterval,NoSuchKey")).Ok();
        Assert.Equal(("300", 1), (Value(answer, "HeartbeatInterval"), answer.GetProperty("configuration").GetArrayLength()));
    }

    [Fact]
    public async Task Keys_that_are_named_are_asked_for_by_name_and_strange_ones_are_told()
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "conf-2", 1);
        var asked = Web.ReadAsync("/api/chargers/conf-2/configuration?keys=A,%20B&refresh=1");
        var (id, payload) = await charger.ExpectCallAsync("GetConfiguration");
        Assert.Equal("""{"key":["A","B"]}""", payload.GetRawText());
        await charger.AnswerAsync(id, """{"configurationKey":[{"key":"A","readonly":false,"value":"1"}],"unknownKey":["B"]}""");

        var answer = (await asked).Ok();
        Assert.Equal(("1", "B"), (Value(answer, "A"), Assert.Single(answer.GetProperty("unknown_keys").EnumerateArray()).GetString()));
    }

    [Fact]
    public async Task A_charger_that_cannot_be_asked_is_no_success_with_an_empty_list()
    {
        (await Web.ReadAsync("/api/chargers/conf-none/configuration")).Problem(HttpStatusCode.NotFound);
        await (await RawCharger.BootAsync(fixture.Console.Ocpp, "conf-3", 1)).DisposeAsync();
        await Web.UntilAsync("/api/chargers/conf-3/status", status => !status.GetProperty("ws_connected").GetBoolean());

        var answer = (await Web.ReadAsync("/api/chargers/conf-3/configuration?refresh=true")).Ok();
        Assert.Equal((false, 0, "not_connected"), (answer.GetProperty("success").GetBoolean(), answer.GetProperty("configuration").GetArrayLength(), answer.GetProperty("code").GetString()));
        answer = (await Web.ReadAsync("/api/chargers/conf-3/configuration")).Ok();
        Assert.Equal((false, "never_read"), (answer.GetProperty("success").GetBoolean(), answer.GetProperty("code").GetString()));
        answer = (await Web.WriteAsync("/api/chargers/conf-3/configuration/change", """{"key":"A","value":"1"}""")).Ok();
        Assert.Equal((false, "not_connected"), (answer.GetProperty("success").GetBoolean(), answer.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task A_value_that_is_taken_is_known_at_once_with_who_set_it_and_what_was_before()
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "conf-4", 1);
        await TellAsync(charger, "conf-4", """{"key":"HeartbeatInterval","readonly":false,"value":"300"}""");

        var changed = await ChangeAsync(charger, "conf-4", "heartbeatinterval", "600", "Accepted");
        Assert.Equal((true, "Accepted", "accepted"), (changed.GetProperty("success").GetBoolean(), changed.GetProperty("status").GetString(), changed.GetProperty("code").GetString()));
        Assert.Equal("600", Value((await Web.ReadAsync("/api/chargers/conf-4/configuration")).Ok(), "HeartbeatInterval"));

        var change = (await Web.ReadAsync("/api/chargers/conf-4/configuration/history?key=HEARTBEATINTERVAL")).Ok().EnumerateArray().ToList();
        Assert.Equal(["changed", "first_read"], change.Select(row => row.GetProperty("kind").GetString()));
        Assert.Equal(("300", "600", "developer"), (change[0].GetProperty("old_value").GetString(), change[0].GetProperty("new_value").GetString(), change[0].GetProperty("by").GetString()));
        Assert.Equal(changed.GetProperty("command_id").GetInt64(), change[0].GetProperty("command_id").GetInt64());
    }

    [Fact]
    public async Task What_the_generic_command_sets_or_reads_is_known_too()
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "conf-5", 1);
        var asked = Web.WriteAsync("/api/chargers/conf-5/commands/ChangeConfiguration", """{"key":"X","value":"1"}""");
        await charger.AnswerAsync((await charger.ExpectCallAsync("ChangeConfiguration")).Id, """{"status":"Accepted"}""");
        (await asked).Ok();
        Assert.Equal("1", Value((await Web.ReadAsync("/api/chargers/conf-5/configuration")).Ok(), "X"));

        asked = Web.WriteAsync("/api/chargers/conf-5/commands/GetConfiguration", "{}");
        await charger.AnswerAsync((await charger.ExpectCallAsync("GetConfiguration")).Id, """{"configurationKey":[{"key":"X","readonly":false,"value":"2"}]}""");
        (await asked).Ok();
        Assert.Equal("2", Value((await Web.ReadAsync("/api/chargers/conf-5/configuration")).Ok(), "X"));
        Assert.Equal("found", (await Web.ReadAsync("/api/chargers/conf-5/configuration/history")).Ok()[0].GetProperty("kind").GetString());
    }

    [Theory]
    [InlineData("Rejected", "rejected", "The charger refused the value of X.")]
    [InlineData("NotSupported", "not_supported", "The charger does not know X.")]
    [InlineData("Perhaps", "rejected", "The charger refused the value of X.")]
    public async Task A_value_that_is_not_taken_changes_nothing(string status, string code, string message)
    {
        var id = $"conf-6-{status}";
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, id, 1);
        await TellAsync(charger, id, """{"key":"X","readonly":false,"value":"1"}""");

        var answer = await ChangeAsync(charger, id, "X", "2", status);

        Assert.Equal((false, code, message), (answer.GetProperty("success").GetBoolean(), answer.GetProperty("code").GetString(), answer.GetProperty("message").GetString()));
        Assert.Equal("1", Value((await Web.ReadAsync($"/api/chargers/{id}/configuration")).Ok(), "X"));
        Assert.Single((await Web.ReadAsync($"/api/chargers/{id}/configuration/history")).Ok().EnumerateArray());
    }

    [Fact]
    public async Task A_value_that_needs_a_reboot_says_so_until_the_charger_has_booted()
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "conf-7", 1);
        var answer = await ChangeAsync(charger, "conf-7", "X", "2", "RebootRequired");
        Assert.True(answer.GetProperty("success").GetBoolean() && answer.GetProperty("reboot_required").GetBoolean());
        Assert.Contains("reboot", answer.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.True(Key((await Web.ReadAsync("/api/chargers/conf-7/configuration")).Ok(), "X").GetProperty("reboot_required").GetBoolean());

        await charger.CallAsync("BootNotification", """{"chargePointVendor":"Vendor","chargePointModel":"Model 22kW"}""");
        Assert.False(Key((await Web.ReadAsync("/api/chargers/conf-7/configuration")).Ok(), "X").GetProperty("reboot_required").GetBoolean());
    }

    [Theory]
    [InlineData("""{"key":"HeartbeatInterval","value":"abc"}""", "value")]
    [InlineData("""{"key":"HeartbeatInterval"}""", "value")]
    [InlineData("""{"value":"1"}""", "key")]
    [InlineData("""{"key":" ","value":"1"}""", "key")]
    [InlineData("""{"key":"X","value":1}""", "value")]
    public async Task What_no_value_can_be_is_never_sent(string body, string member)
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "conf-8", 1);
        var problem = (await Web.WriteAsync("/api/chargers/conf-8/configuration/change", body)).Problem(HttpStatusCode.UnprocessableEntity);
        Assert.True(problem.GetProperty("errors").TryGetProperty(member, out _), problem.ToString());
    }

    [Fact]
    public async Task A_secret_is_nowhere_in_clear_after_it_was_set_and_read()
    {
        const string Secret = "s3cret-0123456789abc";
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "conf-9", 1);
        var asked = Web.WriteAsync("/api/chargers/conf-9/configuration/change", $$"""{"key":"AuthorizationKey","value":"{{Secret}}"}""");
        var (id, payload) = await charger.ExpectCallAsync("ChangeConfiguration");
        Assert.Equal(Secret, payload.GetProperty("value").GetString());
        await charger.AnswerAsync(id, """{"status":"Accepted"}""");
        var changed = await asked;
        await TellAsync(charger, "conf-9", $$"""{"key":"AuthorizationKey","readonly":false,"value":"{{Secret}}"},{"key":"X","readonly":false,"value":"1"}""");

        string[] shown =
        [
            changed.Text,
            (await Web.ReadAsync("/api/chargers/conf-9/configuration")).Text,
            (await Web.ReadAsync("/api/chargers/conf-9/configuration/history")).Text,
            (await Web.ReadAsync("/api/commands")).Text,
        ];
        Assert.All(shown, text => Assert.DoesNotContain(Secret, text, StringComparison.Ordinal));
        Assert.Equal("(hidden)", Value((await Web.ReadAsync("/api/chargers/conf-9/configuration")).Ok(), "AuthorizationKey"));
        foreach (var file in Directory.EnumerateFiles(fixture.Console.Folder, "charging.db*"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            Assert.False((await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).Contains(Secret, StringComparison.Ordinal), $"The secret is in {file}.");
        }
    }

    [Fact]
    public async Task Two_times_and_two_chargers_can_be_compared()
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "conf-10", 1);
        await TellAsync(charger, "conf-10", """{"key":"A","readonly":false,"value":"1"},{"key":"B","readonly":false,"value":"1"}""");
        var first = (await Web.ReadAsync("/api/chargers/conf-10/configuration/history")).Ok()[0].GetProperty("at").GetDateTimeOffset();
        await ChangeAsync(charger, "conf-10", "B", "2", "Accepted");
        await using var other = await RawCharger.BootAsync(fixture.Console.Ocpp, "conf-11", 1);
        await TellAsync(other, "conf-11", """{"key":"A","readonly":false,"value":"1"},{"key":"C","readonly":false,"value":"3"}""");

        var between = (await Web.ReadAsync($"/api/chargers/conf-10/configuration/difference?from={first:O}".Replace("+", "%2B", StringComparison.Ordinal))).Ok();
        Assert.Equal(["B:1>2"], Told(between));
        Assert.Equal(["B:2>", "C:>3"], Told((await Web.ReadAsync("/api/chargers/conf-10/configuration/difference?other=CONF-11")).Ok()));
        (await Web.ReadAsync("/api/chargers/conf-10/configuration/difference")).Problem(HttpStatusCode.UnprocessableEntity);
        (await Web.ReadAsync("/api/chargers/conf-10/configuration/difference?other=nobody")).Problem(HttpStatusCode.NotFound);
    }

    private static IEnumerable<string> Told(JsonElement differences) => differences.EnumerateArray().Select(difference =>
        $"{difference.GetProperty("key").GetString()}:{difference.GetProperty("left").GetString()}>{difference.GetProperty("right").GetString()}");

    private static JsonElement Key(JsonElement answer, string key) =>
        answer.GetProperty("configuration").EnumerateArray().Single(row => row.GetProperty("key").GetString() == key);

    private static string? Value(JsonElement answer, string key) => Key(answer, key).GetProperty("value").GetString();

    private async Task TellAsync(RawCharger charger, string id, string keys)
    {
        var asked = Web.ReadAsync($"/api/chargers/{id}/configuration?refresh=true");
        await charger.AnswerAsync((await charger.ExpectCallAsync("GetConfiguration")).Id, $$"""{"configurationKey":[{{keys}}]}""");
        Assert.True((await asked).Ok().GetProperty("success").GetBoolean());
    }

    private async Task<JsonElement> ChangeAsync(RawCharger charger, string id, string key, string value, string status)
    {
        var asked = Web.WriteAsync($"/api/chargers/{id}/configuration/change", $$"""{"key":"{{key}}","value":"{{value}}"}""");
        var (call, payload) = await charger.ExpectCallAsync("ChangeConfiguration");
        Assert.Equal($$"""{"key":"{{key}}","value":"{{value}}"}""", payload.GetRawText());
        await charger.AnswerAsync(call, $$"""{"status":"{{status}}"}""");
        return (await asked).Ok();
    }
}
