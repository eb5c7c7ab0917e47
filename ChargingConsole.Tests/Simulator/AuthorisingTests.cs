using ChargingConsole.Simulator.ChargePoints;
using Xunit;

namespace ChargingConsole.Tests.Simulator;

/// <summary>The local list and the cache, and who may charge by them.</summary>
public sealed class AuthorisingTests : SimulatorTest
{
    [Fact]
    public async Task A_list_is_replaced_changed_and_versioned()
    {
        await MakeBootedAsync();
        Assert.Equal(0, await VersionAsync());
        Assert.Equal("Accepted", await SendAsync(3, "Full", Entry("A"), Entry("B")));
        Assert.Equal(3, await VersionAsync());
        Assert.Equal("VersionMismatch", await SendAsync(3, "Differential", Entry("C")));
        Assert.Equal("Accepted", await SendAsync(4, "Differential", Entry("C"), """{"idTag":"A"}"""));
        Assert.Equal("Failed", await SendAsync(5, "Differential", Entry("D"), Entry("D")));
        Assert.Equal("Failed", await SendAsync(5, "Full", """{"idTag":"A"}"""));
        Assert.Equal("Failed", await SendAsync(0, "Full", Entry("A")));
        Assert.Equal(4, await VersionAsync());
        Assert.Equal("Accepted", await SendAsync(2, "Full"));
        Assert.Equal(0, await VersionAsync());
    }

    [Fact]
    public async Task A_list_that_is_too_long_fails()
    {
        await MakeBootedAsync(describe: usual => usual with
        {
            Configuration = new Dictionary<string, string> { ["SendLocalListMaxLength"] = "2", ["LocalAuthListMaxLength"] = "3" },
        });
        Assert.Equal("Failed", await SendAsync(1, "Full", Entry("A"), Entry("B"), Entry("C")));
        Assert.Equal("Accepted", await SendAsync(1, "Full", Entry("A"), Entry("B")));
        Assert.Equal("Failed", await SendAsync(2, "Differential", Entry("C"), Entry("D")));
        Assert.Equal("Accepted", await SendAsync(2, "Differential", Entry("C")));
    }

    [Fact]
    public async Task A_list_that_is_switched_off_is_not_supported()
    {
        await MakeBootedAsync();
        await StatusOfAsync("ChangeConfiguration", """{"key":"LocalAuthListEnabled","value":"false"}""");
        Assert.Equal("NotSupported", await SendAsync(1, "Full", Entry("A")));
        Assert.Equal(-1, await VersionAsync());
    }

    [Fact]
    public async Task Offline_the_list_decides_and_unknown_tags_only_when_allowed()
    {
        var chargePoint = await MakeBootedAsync();
        await SendAsync(1, "Full", Entry("GOOD"), Entry("BAD", "Blocked"));
        await StatusOfAsync("ChangeConfiguration", """{"key":"AllowOfflineTxForUnknownId","value":"false"}""");
        chargePoint.Abort();
        await chargePoint.PlugInAsync(1, cancellation: Stop);
        Assert.Null(await chargePoint.StartChargingAsync(1, "BAD", Stop));
        Assert.Null(await chargePoint.StartChargingAsync(1, "UNKNOWN", Stop));
        Assert.NotNull(await chargePoint.StartChargingAsync(1, "good", Stop));
    }

    [Fact]
    public async Task Known_tags_need_not_be_asked_about_when_so_configured()
    {
        var chargePoint = await MakeBootedAsync();
        await SendAsync(1, "Full", Entry("LISTED"));
        await StatusOfAsync("ChangeConfiguration", """{"key":"LocalPreAuthorize","value":"true"}""");
        await ChargeAsync(chargePoint, idTag: "LISTED");
        Assert.DoesNotContain(Central.Calls, call => call.Action == "Authorize");
        await ChargeAsync(chargePoint, connector: 2, idTag: "OTHER");
        Assert.Equal("OTHER", (await Central.NextAsync("Authorize")).Text("idTag"));
    }

    [Fact]
    public async Task The_cache_remembers_answers_until_it_is_cleared()
    {
        var chargePoint = await MakeBootedAsync();
        await StatusOfAsync("ChangeConfiguration", """{"key":"LocalPreAuthorize","value":"true"}""");
        await ChargeAsync(chargePoint);
        await chargePoint.StopChargingAsync(1, cancellation: Stop);
        await chargePoint.StartChargingAsync(1, "TAG", Stop);
        await chargePoint.StopChargingAsync(1, cancellation: Stop);
        Assert.Single(Central.Calls, call => call.Action == "Authorize");
        Assert.Equal("Accepted", await StatusOfAsync("ClearCache", "{}"));
        await chargePoint.StartChargingAsync(1, "TAG", Stop);
        Assert.Equal(2, Central.Calls.Count(call => call.Action == "Authorize"));
        await StatusOfAsync("ChangeConfiguration", """{"key":"AuthorizationCacheEnabled","value":"false"}""");
        Assert.Equal("Rejected", await StatusOfAsync("ClearCache", "{}"));
    }

    [Fact]
    public async Task A_refused_tag_suspends_the_transaction_when_it_is_not_to_be_stopped()
    {
        var chargePoint = await MakeBootedAsync();
        await StatusOfAsync("ChangeConfiguration", """{"key":"StopTransactionOnInvalidId","value":"false"}""");
        Central.Answer("StartTransaction", """{"transactionId":7,"idTagInfo":{"status":"Blocked"}}""");
        await ChargeAsync(chargePoint);
        await Central.NextStatusAsync(1, "SuspendedEVSE");
        Assert.Equal(0, chargePoint.Connectors[0].Reading.Watts);
    }

    private async Task<int> VersionAsync() => (await ResultOfAsync("GetLocalListVersion", "{}")).GetProperty("listVersion").GetInt32();

    private Task<string> SendAsync(int version, string type, params string[] entries) => StatusOfAsync(
        "SendLocalList", $$"""{"listVersion":{{version}},"updateType":"{{type}}","localAuthorizationList":[{{string.Join(',', entries)}}]}""");

    private static string Entry(string idTag, string status = "Accepted") => $$"""{"idTag":"{{idTag}}","idTagInfo":{"status":"{{status}}"} }""";
}
