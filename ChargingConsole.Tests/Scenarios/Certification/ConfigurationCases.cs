using System.Text;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Shared;
using static ChargingConsole.Tests.Shared.JsonFacts;

namespace ChargingConsole.Tests.Scenarios.Certification;

/// <summary>The OCA's test cases of configuration keys.</summary>
public sealed class ConfigurationCases(ConsoleFixture fixture) : OperatorCases(fixture)
{
    [Fact]
    public async Task TC_019_1_Retrieve_all_configuration_keys()
    {
        await using var charger = await BootAsync("TC019-1");
        var (sent, told) = await AskAsync(charger, "TC019-1", "GetConfiguration", "{}",
            """{"configurationKey":[{"key":"HeartbeatInterval","readonly":false,"value":"300"},{"key":"NumberOfConnectors","readonly":true,"value":"1"}]}""");
        Assert.Equal("{}", sent);
        Has(told, ("success", true), ("status", null), ("message", "The charger told 2 keys."));
        Has(await CommandAsync(told), ("state", "confirmed"), ("message", "The charger told 2 keys."));

        var keys = (await Web.ReadAsync("/api/chargers/TC019-1/configuration")).Ok().GetProperty("configuration").EnumerateArray().ToList();
        Assert.Equal(2, keys.Count);
        Has(keys[0], ("key", "HeartbeatInterval"), ("value", "300"), ("readonly", false));
        Has(keys[1], ("key", "NumberOfConnectors"), ("value", "1"), ("readonly", true));
    }

    [Fact]
    public async Task TC_019_2_Retrieve_a_specific_configuration_key()
    {
        await using var charger = await BootAsync("TC019-2");
        var (sent, told) = await AskAsync(charger, "TC019-2", "GetConfiguration", """{"key":["SupportedFeatureProfiles"]}""",
            """{"configurationKey":[{"key":"SupportedFeatureProfiles","readonly":true,"value":"Core,RemoteTrigger"}],"unknownKey":[]}""");
        Assert.Equal("""{"key":["SupportedFeatureProfiles"]}""", sent);
        Has(told, ("success", true), ("message", "The charger told 1 key."));
        Has(Assert.Single((await Web.ReadAsync("/api/chargers/TC019-2/configuration")).Ok().GetProperty("configuration").EnumerateArray()),
            ("key", "SupportedFeatureProfiles"), ("value", "Core,RemoteTrigger"));
    }

    [Theory]
    [InlineData("TC_021", "Accepted", true, "confirmed", "The charger took the new value.")]
    [InlineData("TC_040_1", "NotSupported", false, "not_supported", "The charger does not know this key.")]
    [InlineData("TC_040_2", "Rejected", false, "rejected", "The charger refused the new value.")]
    public async Task TC_021_and_040_1_and_2_Change_a_configuration_key(string id, string status, bool success, string state, string words)
    {
        await using var charger = await BootAsync(id);
        await AskAsync(charger, id, "GetConfiguration", """{"key":["MeterValueSampleInterval"]}""",
            """{"configurationKey":[{"key":"MeterValueSampleInterval","readonly":false,"value":"900"}]}""");
        var (sent, told) = await AskAsync(charger, id, "ChangeConfiguration", """{"key":"MeterValueSampleInterval","value":"60"}""", $$"""{"status":"{{status}}"}""");
        Assert.Equal("""{"key":"MeterValueSampleInterval","value":"60"}""", sent);
        Has(told, ("success", success), ("status", status), ("message", words));
        Has(await CommandAsync(told), ("state", state), ("status", status), ("message", words));

        var known = Assert.Single((await Web.ReadAsync($"/api/chargers/{id}/configuration")).Ok().GetProperty("configuration").EnumerateArray());
        Has(known, ("value", success ? "60" : "900"));
    }

    [Fact]
    public async Task TC_073_The_charger_takes_a_new_AuthorizationKey_that_nobody_gets_to_see()
    {
        const string Key = "4F43415F4F4354545F61646D696E5F74657374AB";
        await using var charger = await BootAsync("TC073");
        var asking = Web.WriteAsync("/api/chargers/TC073/configuration/change", $$"""{"key":"AuthorizationKey","value":"{{Key}}"}""");
        var (uniqueId, sent) = await charger.ExpectCallAsync("ChangeConfiguration");
        Assert.Equal($$"""{"key":"AuthorizationKey","value":"{{Key}}"}""", sent.GetRawText());
        await charger.AnswerAsync(uniqueId, """{"status":"Accepted"}""");
        var told = (await asking).Ok();
        Has(told, ("success", true), ("status", "Accepted"), ("message", "AuthorizationKey is set."));

        // One that tells the key in clear when it is asked for it.
        await AskAsync(charger, "TC073", "GetConfiguration", """{"key":["AuthorizationKey"]}""", $$"""{"configurationKey":[{"key":"AuthorizationKey","readonly":false,"value":"{{Key}}"}]}""");
        var command = await CommandAsync(told);
        Has(command, ("state", "confirmed"));
        Has(command.GetProperty("request"), ("key", "AuthorizationKey"), ("value", "(hidden)"));
        await Web.UntilAsync("/api/chargers/TC073/messages?action=GetConfiguration", frames => frames.GetArrayLength() == 2);
        Has(Assert.Single((await Web.ReadAsync("/api/chargers/TC073/configuration")).Ok().GetProperty("configuration").EnumerateArray()), ("key", "AuthorizationKey"), ("value", "(hidden)"), ("is_secret", true));
        foreach (var path in new[] { "/api/commands", "/api/commands/csv", "/api/chargers/TC073/messages", "/api/chargers/TC073/configuration/history", "/metrics" })
        {
            Assert.DoesNotContain(Key, (await Web.ReadAsync(path)).Text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(Console.Log, line => line.Contains(Key, StringComparison.Ordinal));
        Assert.All(Directory.EnumerateFiles(Console.Folder), file => Assert.False(Holds(file, Key), $"{file} holds the key"));
    }

    private static bool Holds(string file, string text)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
    }
}
