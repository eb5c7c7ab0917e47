using System.Net;
using System.Text.Json;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Scenarios.Certification;

/// <summary>Local authorisation lists as the OCA's test cases for a central system have them (042, 043), and what our record makes of every answer.</summary>
public sealed class LocalListCases : CertificationConsole
{
    private const string Accepted = """{"status":"Accepted"}""";

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(7, true)]
    public async Task TC_042_Get_local_list_version(int version, bool supported)
    {
        await using var charger = await BootAsync();

        await CommandAsync(charger, "GetLocalListVersion", "{}", $$"""{"listVersion":{{version}}}""");

        var list = await ListAsync();
        Assert.Equal((0, version, supported, true), (Version(list), list.GetProperty("charger_version").GetInt32(), list.GetProperty("supported").GetBoolean(), list.GetProperty("needs_full").GetBoolean()));
    }

    [Fact]
    public async Task TC_043_1_Send_local_list_not_supported()
    {
        await using var charger = await BootAsync();

        var told = await UpdateAsync(charger, "full", (_, _) => """{"status":"NotSupported"}""");

        Assert.Equal((false, "NotSupported", "The charger keeps no local list."), Told(told));
        var list = await ListAsync();
        Assert.Equal((0, -1, "NotSupported"), (Version(list), list.GetProperty("charger_version").GetInt32(), Last(list)));
        Assert.Equal(0, list.GetProperty("entries").GetArrayLength());
    }

    [Fact]
    public async Task TC_043_2_Send_local_list_version_mismatch_is_followed_by_a_full_one()
    {
        await using var charger = await BootAsync();
        await UpdateAsync(charger, "full", (_, _) => Accepted);
        await PutTagAsync("NEW");
        var sent = new List<JsonElement>();

        var told = await UpdateAsync(charger, "differential", (number, payload) =>
        {
            sent.Add(payload);
            return number == 1 ? """{"status":"VersionMismatch"}""" : Accepted;
        }, calls: 2);

        Assert.Equal(["Differential", "Full"], sent.Select(payload => payload.GetProperty("updateType").GetString()));
        Assert.Equal((true, "Full"), (told.GetProperty("success").GetBoolean(), told.GetProperty("type").GetString()));
        Assert.Equal(2, told.GetProperty("command_ids").GetArrayLength());
        Assert.True((await ListAsync()).GetProperty("up_to_date").GetBoolean());
    }

    [Fact]
    public async Task TC_043_3_Send_local_list_failed_leaves_our_record_and_asks_for_a_full_one()
    {
        await using var charger = await BootAsync();
        await UpdateAsync(charger, "full", (_, _) => Accepted);
        await PutTagAsync("NEW");

        var told = await UpdateAsync(charger, "differential", (_, _) => """{"status":"Failed"}""");

        Assert.Equal((false, "Failed", "The charger could not take the list."), Told(told));
        var list = await ListAsync();
        Assert.Equal((1, "Failed", true), (Version(list), Last(list), list.GetProperty("needs_full").GetBoolean()));
        Assert.Equal(["APP_USER"], Tags(list));

        // The next one is full, also when a differential one is asked for.
        told = await UpdateAsync(charger, "differential", (_, _) => Accepted);
        Assert.Equal("Full", told.GetProperty("type").GetString());
        Assert.Equal(["APP_USER", "NEW"], Tags(await ListAsync()));
    }

    [Fact]
    public async Task TC_043_4_Send_local_list_full()
    {
        await using var charger = await BootAsync();
        await PutTagAsync("CHILD", """{"parent_id_tag":"FAMILY","expires_at":"2040-01-01T00:00:00Z"}""");
        await PutTagAsync("ELSEWHERE", """{"chargers":["CP9"]}""");
        await PutTagAsync("STOLEN", """{"status":"Blocked"}""");
        await CommandAsync(charger, "GetLocalListVersion", "{}", """{"listVersion":41}""");
        JsonElement sent = default;

        var told = await UpdateAsync(charger, "full", (_, payload) =>
        {
            sent = payload;
            return Accepted;
        });

        Assert.Equal(
            """{"listVersion":42,"localAuthorizationList":[{"idTag":"APP_USER","idTagInfo":{"status":"Accepted"}},{"idTag":"CHILD","idTagInfo":{"expiryDate":"2040-01-01T00:00:00.000Z","parentIdTag":"FAMILY","status":"Accepted"}},{"idTag":"STOLEN","idTagInfo":{"status":"Blocked"}}],"updateType":"Full"}""",
            sent.GetRawText());
        Assert.Equal((true, "Accepted", "The charger's list is up to date: version 42, 3 tags."), Told(told));
        var list = await ListAsync();
        Assert.Equal((42, true, "Accepted"), (Version(list), list.GetProperty("up_to_date").GetBoolean(), Last(list)));
    }

    [Fact]
    public async Task TC_043_5_Send_local_list_differential_says_what_changed_also_after_a_restart()
    {
        var charger = await BootAsync();
        await PutTagAsync("CHANGED");
        await PutTagAsync("GONE");
        await UpdateAsync(charger, "full", (_, _) => Accepted);
        await charger.DisposeAsync();
        await RestartAsync();
        await using var back = await BootAsync();
        await PutTagAsync("CHANGED", """{"status":"Blocked"}""");
        await PutTagAsync("NEW");
        await Web.CallAsync(HttpMethod.Delete, "/api/id-tags/GONE");

        var difference = (await ListAsync()).GetProperty("difference");
        Assert.Equal("""{"added":["NEW"],"changed":["CHANGED"],"removed":["GONE"]}""", difference.GetRawText());
        JsonElement sent = default;
        await UpdateAsync(back, "differential", (_, payload) =>
        {
            sent = payload;
            return Accepted;
        });

        Assert.Equal(
            """{"listVersion":2,"localAuthorizationList":[{"idTag":"CHANGED","idTagInfo":{"status":"Blocked"}},{"idTag":"NEW","idTagInfo":{"status":"Accepted"}},{"idTag":"GONE"}],"updateType":"Differential"}""",
            sent.GetRawText());
        Assert.Equal(["APP_USER", "CHANGED", "NEW"], Tags(await ListAsync()));

        var nothing = (await Web.WriteAsync("/api/chargers/CP1/local-list/update", """{"type":"differential"}""")).Ok();
        Assert.Equal((true, null, "The charger's list is up to date; nothing had to be sent."), Told(nothing));
    }

    [Fact]
    public async Task A_long_list_goes_in_messages_that_a_small_charger_takes()
    {
        await using var charger = await BootAsync();
        var csv = "id_tag\n" + string.Concat(Enumerable.Range(100, 100).Select(i => $"T{i}\n"));
        (await Web.CallAsync(HttpMethod.Post, "/api/id-tag-import?apply=1", csv, "text/csv")).Ok();
        var sent = new List<(string? Type, int Version, int Count)>();

        var told = await UpdateAsync(charger, "full", (_, payload) =>
        {
            sent.Add((payload.GetProperty("updateType").GetString(), payload.GetProperty("listVersion").GetInt32(), payload.GetProperty("localAuthorizationList").GetArrayLength()));
            return Accepted;
        }, calls: 3);

        Assert.Equal([("Full", 1, 48), ("Differential", 2, 48), ("Differential", 3, 5)], sent);
        Assert.Equal(101, told.GetProperty("sent").GetInt32());
        Assert.Equal(101, (await ListAsync()).GetProperty("entries").GetArrayLength());
    }

    [Fact]
    public async Task A_charger_that_told_how_much_it_takes_gets_that_much_and_those_who_may_charge_first()
    {
        await using var charger = await BootAsync();
        await PutTagAsync("AAA", """{"status":"Blocked"}""");
        await PutTagAsync("ZZZ");
        await CommandAsync(charger, "GetConfiguration", "{}", """{"configurationKey":[{"key":"SendLocalListMaxLength","readonly":true,"value":"1"},{"key":"LocalAuthListMaxLength","readonly":true,"value":"2"}]}""");

        await UpdateAsync(charger, "full", (_, payload) =>
        {
            Assert.Equal(1, payload.GetProperty("localAuthorizationList").GetArrayLength());
            return Accepted;
        }, calls: 2);

        var list = await ListAsync();
        Assert.Equal(["APP_USER", "ZZZ"], Tags(list));
        Assert.True(list.GetProperty("up_to_date").GetBoolean());
    }

    [Fact]
    public async Task What_is_sent_by_hand_is_on_record_too()
    {
        await using var charger = await BootAsync();
        await CommandAsync(charger, "SendLocalList", """{"listVersion":9,"localAuthorizationList":[{"idTag":"A","idTagInfo":{"status":"Accepted"}},{"idTag":"B","idTagInfo":{"status":"Accepted"}}],"updateType":"Full"}""", Accepted);
        await CommandAsync(charger, "SendLocalList", """{"listVersion":10,"localAuthorizationList":[{"idTag":"a"}],"updateType":"Differential"}""", Accepted);
        Assert.Equal(["B"], Tags(await ListAsync()));

        await CommandAsync(charger, "SendLocalList", """{"listVersion":11,"localAuthorizationList":[{"idTag":"C","idTagInfo":{"status":"Accepted"}}],"updateType":"Full"}""", """{"status":"Failed"}""");
        var list = await ListAsync();
        Assert.Equal((10, "Failed"), (Version(list), Last(list)));
        Assert.Equal(["B"], Tags(list));
    }

    [Fact]
    public async Task A_charger_that_lost_its_list_needs_a_full_one()
    {
        await using var charger = await BootAsync();
        await UpdateAsync(charger, "full", (_, _) => Accepted);

        await CommandAsync(charger, "GetLocalListVersion", "{}", """{"listVersion":0}""");

        var list = await ListAsync();
        Assert.Equal((1, 0, true, false), (Version(list), list.GetProperty("charger_version").GetInt32(), list.GetProperty("needs_full").GetBoolean(), list.GetProperty("up_to_date").GetBoolean()));
    }

    [Fact]
    public async Task A_charger_that_does_not_know_the_call_keeps_no_list()
    {
        await using var charger = await BootAsync();
        var asking = Web.WriteAsync("/api/chargers/CP1/local-list/update", """{"type":"full"}""");
        var (id, _) = await charger.ExpectCallAsync("SendLocalList");
        await charger.SendAsync($$"""[4,"{{id}}","NotImplemented","",{}]""");

        (await asking).Problem(HttpStatusCode.BadGateway);
        Assert.False((await ListAsync()).GetProperty("supported").GetBoolean());
    }

    [Fact]
    public async Task What_cannot_be_sent_is_told()
    {
        var charger = await BootAsync();
        (await Web.WriteAsync("/api/chargers/CP1/local-list/update", """{"type":"half"}""")).Problem(HttpStatusCode.UnprocessableEntity);
        (await Web.WriteAsync("/api/chargers/NONE/local-list/update", "{}")).Problem(HttpStatusCode.NotFound);
        (await Web.ReadAsync("/api/chargers/NONE/local-list")).Problem(HttpStatusCode.NotFound);

        var asking = Web.WriteAsync("/api/chargers/CP1/local-list/update", """{"type":"full"}""");
        var (id, _) = await charger.ExpectCallAsync("SendLocalList");
        Assert.Equal("in_progress", (await Web.WriteAsync("/api/chargers/CP1/local-list/update", """{"type":"full"}""")).Problem(HttpStatusCode.Conflict).GetProperty("code").GetString());
        await charger.AnswerAsync(id, Accepted);
        (await asking).Ok();

        await charger.DisposeAsync();
        await Web.UntilAsync("/api/chargers/CP1/status", state => state.GetProperty("status").GetString() == "offline");
        Assert.Equal("not_connected", (await Web.WriteAsync("/api/chargers/CP1/local-list/update", """{"type":"full"}""")).Problem(HttpStatusCode.Conflict).GetProperty("code").GetString());
    }

    private async Task<JsonElement> UpdateAsync(RawCharger charger, string type, Func<int, JsonElement, string> answer, int calls = 1)
    {
        var asking = Web.WriteAsync("/api/chargers/CP1/local-list/update", $$"""{"type":"{{type}}"}""");
        for (var number = 1; number <= calls; number++)
        {
            var (id, payload) = await charger.ExpectCallAsync("SendLocalList");
            await charger.AnswerAsync(id, answer(number, payload));
        }

        return (await asking).Ok();
    }

    private async Task<JsonElement> ListAsync() => (await Web.ReadAsync("/api/chargers/CP1/local-list")).Ok();

    private static int Version(JsonElement list) => list.GetProperty("version").GetInt32();

    private static string? Last(JsonElement list) => list.GetProperty("last").GetProperty("status").GetString();

    private static List<string?> Tags(JsonElement list) => [.. list.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("id_tag").GetString())];

    private static (bool, string?, string?) Told(JsonElement told) =>
        (told.GetProperty("success").GetBoolean(), told.GetProperty("status").GetString(), told.GetProperty("message").GetString());
}
