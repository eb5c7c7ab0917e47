using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.IdTags;
using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Tests.Faults;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Quirks;

/// <summary>How real chargers spell tags and start remotely, rows 51 to 55 of the field notes.</summary>
public sealed class TagQuirks(QuirkConsole console) : IClassFixture<QuirkConsole>
{
    [Fact]
    public async Task Row_51_a_suffix_behind_the_tag_is_cut_only_where_the_charger_has_that_rule()
    {
        await console.PutTagAsync("04AABB");
        await using var keba = await console.BootAsync("KEBA", 1);
        Assert.Equal("Invalid", await AuthorizeAsync(keba, "04AABB_12345678"));

        await SetAsync("KEBA", settings => settings with { TagSuffixSeparator = "_" });

        Assert.Equal("Accepted", await AuthorizeAsync(keba, "04AABB_12345678"));
        console.AssertFlag("KEBA", "Authorize", FrameFlags.OddIdTag);
        Assert.Equal("Accepted", await AuthorizeAsync(keba, "APP_USER"));
        Assert.Equal("04AABB", (await console.TransactionAsync(await console.StartAsync(keba, idTag: "04AABB_12345678"))).IdTag);
    }

    [Theory]
    [InlineData(" f6ca0cc5 ")]
    [InlineData("F6CA0CC5")]
    public async Task Row_52_tags_compare_without_regard_to_case_and_surrounding_space(string told)
    {
        await console.PutTagAsync("F6CA0CC5");
        await using var charger = await console.BootAsync("SPELLING", 1);

        Assert.Equal("Accepted", await AuthorizeAsync(charger, told));
        Assert.Equal(told, (await console.TransactionAsync(await console.StartAsync(charger, idTag: told, meterStart: told.Length))).IdTag);
    }

    [Theory]
    [InlineData(" F6 CA 0C C5")]
    [InlineData("f6:ca:0c:c5")]
    [InlineData("F6-CA-0C-C5")]
    public async Task Row_52_separators_in_tags_are_overlooked_only_where_the_charger_has_that_rule(string told)
    {
        await console.PutTagAsync("F6CA0CC5");
        var id = $"SEPARATORS-{told[2] - ' '}-{told.Length}";
        await using var charger = await console.BootAsync(id, 1);
        Assert.Equal("Invalid", await AuthorizeAsync(charger, told));

        await SetAsync(id, settings => settings with { IgnoreTagSeparators = true });

        Assert.Equal("Accepted", await AuthorizeAsync(charger, told));
        console.AssertFlag(id, "Authorize", FrameFlags.OddIdTag);
    }

    [Fact]
    public async Task Row_53_a_tag_that_charges_here_is_still_authorised_and_refused_only_elsewhere()
    {
        await console.Console.Get<IdTagRegister>().PutAsync("SINGLE", tag => tag with { MaxActiveTransactions = 1 }, "test");
        await using var charger = await console.BootAsync("SINGLE-CP", 1, 2);
        await console.StartAsync(charger, idTag: "SINGLE");

        Assert.Equal("Accepted", await AuthorizeAsync(charger, "SINGLE"));
        var second = await charger.CallAsync("StartTransaction", $$"""{"connectorId":2,"idTag":"SINGLE","meterStart":0,"timestamp":"{{console.Time()}}"}""");
        Assert.Equal("ConcurrentTx", second.GetProperty("idTagInfo").GetProperty("status").GetString());
    }

    [Fact]
    public async Task Row_54_a_start_that_was_accepted_and_followed_by_nothing_expires_with_the_likely_reason()
    {
        await using var tellus = await console.BootAsync("TELLUS", 1);
        var starting = console.Desk.StartAsync("TELLUS", 1, "APP_USER", "test");
        await tellus.AnswerAsync((await tellus.ExpectCallAsync("RemoteStartTransaction")).Id, """{"status":"Accepted"}""");
        var outcome = await starting;

        console.Pass(92);

        Assert.Null(await outcome.Confirmation);
        var commands = console.Console.Get<CommandQueries>();
        await Until.TrueAsync(
            () => commands.FindAsync(outcome.Command!.Id, TestContext.Current.CancellationToken).GetAwaiter().GetResult()!.State == CommandState.Expired, "it expired");
        Assert.Contains("plugged in", (await commands.FindAsync(outcome.Command!.Id, TestContext.Current.CancellationToken))!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Row_55_a_charger_that_starts_with_one_tag_only_is_told_that_one_and_the_session_is_the_drivers()
    {
        await console.PutTagAsync("DRIVER");
        await using var alfen = await console.BootAsync("HEX-ONLY", 1);
        await SetAsync("HEX-ONLY", settings => settings with { RemoteStartTag = "0A0B0C0D" });
        var starting = console.Desk.StartAsync("HEX-ONLY", 1, "DRIVER", "test");

        var (call, payload) = await alfen.ExpectCallAsync("RemoteStartTransaction");
        Assert.Equal("0A0B0C0D", payload.GetProperty("idTag").GetString());
        Assert.Equal("Accepted", await AuthorizeAsync(alfen, "0A0B0C0D"));
        await alfen.AnswerAsync(call, """{"status":"Accepted"}""");
        var start = $$"""{"connectorId":1,"idTag":"0A0B0C0D","meterStart":0,"timestamp":"{{console.Time()}}"}""";
        var begun = await alfen.CallAsync("StartTransaction", start);
        var again = await alfen.CallAsync("StartTransaction", start);

        Assert.Equal(begun.GetRawText(), again.GetRawText());
        Assert.Equal("Accepted", begun.GetProperty("idTagInfo").GetProperty("status").GetString());
        Assert.Equal("DRIVER", (await (await starting).Confirmation)!.IdTag);
        console.AssertFlag("HEX-ONLY", "StartTransaction", FrameFlags.OddIdTag);
    }

    private Task SetAsync(string id, Func<QuirkSettings, QuirkSettings> change) =>
        console.Console.Get<ChargePointSettings>().ChangeAsync(console.Find(id), row => row, change, "test");

    private static async Task<string?> AuthorizeAsync(RawCharger charger, string idTag) =>
        (await charger.CallAsync("Authorize", $$"""{"idTag":"{{idTag}}"}""")).GetProperty("idTagInfo").GetProperty("status").GetString();
}
