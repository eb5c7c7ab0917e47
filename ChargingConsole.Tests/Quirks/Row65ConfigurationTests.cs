using System.Text.Json;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Quirks;

/// <summary>GetConfiguration as real chargers answer it: nothing for "all", broken JSON for a strange key, as many keys as fit.</summary>
public sealed class Row65ConfigurationTests(ConsoleFixture fixture) : IClassFixture<ConsoleFixture>
{
    private HttpClient Web => fixture.Console.Web;

    [Fact]
    public async Task A_grizzl_e_that_cuts_its_answer_short_is_asked_key_by_key()
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "GRS-4011002b9c", 1);
        var asked = Web.ReadAsync("/api/chargers/GRS-4011002b9c/configuration?keys=MeterValuesSampledData,HeartbeatInterval,WebSocketPingInterval&refresh=true");
        var (id, payload) = await charger.ExpectCallAsync("GetConfiguration");
        Assert.Equal(3, payload.GetProperty("key").GetArrayLength());
        // Firmware 05.43 leaves out the closing bracket and brace.
        await charger.SendAsync($$"""[3,"{{id}}",{"configurationKey":[]""");
        (id, payload) = await charger.ExpectCallAsync("GetConfiguration");
        Assert.Equal("""{"key":["MeterValuesSampledData"]}""", payload.GetRawText());
        await charger.SendAsync($$"""[3,"{{id}}",{"configurationKey":[]""");
        (id, payload) = await charger.ExpectCallAsync("GetConfiguration");
        Assert.Equal("""{"key":["HeartbeatInterval"]}""", payload.GetRawText());
        // Version 2 ends each element with a comma, and writes numbers as numbers.
        await charger.SendAsync($$"""[3,"{{id}}",{"configurationKey":[{"key":"HeartbeatInterval","readonly":false,"value":60},]}]""");
        (id, _) = await charger.ExpectCallAsync("GetConfiguration");
        await charger.SendAsync($$"""[3,"{{id}}",{"configurationKey":[]""");

        var answer = (await asked).Ok();
        Assert.True(answer.GetProperty("success").GetBoolean());
        Assert.Equal("1 key read, 2 without an answer.", answer.GetProperty("message").GetString());
        Assert.Equal("60", Assert.Single(answer.GetProperty("configuration").EnumerateArray()).GetProperty("value").GetString());
        await Web.UntilAsync("/api/chargers/GRS-4011002b9c/messages?flags=1", frames => frames.EnumerateArray().Any(frame => frame.GetProperty("flags").GetRawText().Contains("mended", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_charger_that_tells_nothing_without_names_is_asked_by_name_in_portions()
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "quirk-65-empty", 1);
        var asked = Web.ReadAsync("/api/chargers/quirk-65-empty/configuration?refresh=true");
        var (id, payload) = await charger.ExpectCallAsync("GetConfiguration");
        Assert.Equal("{}", payload.GetRawText());
        await charger.AnswerAsync(id, """{"configurationKey":[]}""");
        var names = new List<string>();
        while (!names.Contains("WebSocketPingInterval"))
        {
            (id, payload) = await charger.ExpectCallAsync("GetConfiguration");
            var portion = payload.GetProperty("key").EnumerateArray().Select(key => key.GetString()!).ToList();
            Assert.InRange(portion.Count, 1, 20);
            names.AddRange(portion);
            await charger.AnswerAsync(id, Answer(portion));
        }

        var answer = (await asked).Ok();
        Assert.True(names.Count > 40 && names.Count == names.Distinct().Count());
        Assert.Equal(names.Count, answer.GetProperty("configuration").GetArrayLength());
    }

    [Fact]
    public async Task As_many_keys_as_one_answer_may_have_means_that_there_may_be_more_and_portions_keep_to_that_number()
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "quirk-65-max", 1);
        var asked = Web.ReadAsync("/api/chargers/quirk-65-max/configuration?refresh=true");
        var (id, _) = await charger.ExpectCallAsync("GetConfiguration");
        await charger.AnswerAsync(id, """{"configurationKey":[{"key":"GetConfigurationMaxKeys","readonly":true,"value":"30"}FILL]}""".Replace(
            "FILL", string.Concat(Enumerable.Range(1, 29).Select(i => $$""",{"key":"Vendor{{i}}","readonly":false,"value":"{{i}}"}""")), StringComparison.Ordinal));
        var names = new List<string>();
        while (!names.Contains("WebSocketPingInterval"))
        {
            (id, var payload) = await charger.ExpectCallAsync("GetConfiguration");
            var portion = payload.GetProperty("key").EnumerateArray().Select(key => key.GetString()!).ToList();
            Assert.InRange(portion.Count, 1, 30);
            names.AddRange(portion);
            await charger.AnswerAsync(id, Answer(portion));
        }

        Assert.DoesNotContain("GetConfigurationMaxKeys", names);
        Assert.Equal(30 + names.Count, (await asked).Ok().GetProperty("configuration").GetArrayLength());
    }

    [Fact]
    public async Task A_call_error_to_all_keys_leads_to_names_and_a_charger_without_the_action_is_left_alone()
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "quirk-65-error", 1);
        var asked = Web.ReadAsync("/api/chargers/quirk-65-error/configuration?refresh=true");
        await charger.SendAsync($$"""[4,"{{(await charger.ExpectCallAsync("GetConfiguration")).Id}}","InternalError","Überlauf",{}]""");
        await charger.SendAsync($$"""[4,"{{(await charger.ExpectCallAsync("GetConfiguration")).Id}}","NotImplemented","",{}]""");

        var answer = (await asked).Ok();
        Assert.Equal((false, "not_supported"), (answer.GetProperty("success").GetBoolean(), answer.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task A_whole_answer_is_believed_and_nothing_more_is_asked()
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "quirk-65-whole", 1);
        var asked = Web.ReadAsync("/api/chargers/quirk-65-whole/configuration?refresh=true");
        var (id, _) = await charger.ExpectCallAsync("GetConfiguration");
        await charger.AnswerAsync(id, """{"configurationKey":[{"key":"GetConfigurationMaxKeys","readonly":true,"value":"50"},{"key":"HeartbeatInterval","readonly":false,"value":"300"}]}""");

        Assert.Equal("2 keys read.", (await asked).Ok().GetProperty("message").GetString());
    }

    private static string Answer(IEnumerable<string> keys) => JsonSerializer.Serialize(new
    {
        configurationKey = keys.Select(key => new { key, @readonly = false, value = key == "GetConfigurationMaxKeys" ? "20" : "1" }),
    });
}
