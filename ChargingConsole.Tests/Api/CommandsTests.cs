using System.Net;
using System.Text.Json;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Api;

public sealed class CommandsTests(ConsoleFixture fixture) : IClassFixture<ConsoleFixture>
{
    private HttpClient Web => fixture.Console.Web;

    [Fact]
    public async Task A_request_is_sent_compact_with_its_members_in_the_specifications_order_and_the_confirmation_comes_back_raw()
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "cmd-1", 1);
        var asked = Web.WriteAsync("/api/chargers/CMD-1/commands/datatransfer", """
            { "vendorId" : "Grüße/⚡",
              "data" : "<b>&'", "messageId": "m" }
            """);
        var (id, payload) = await charger.ExpectCallAsync("DataTransfer");
        Assert.Equal("""{"vendorId":"Grüße/⚡","messageId":"m","data":"<b>&'"}""", payload.GetRawText());
        await charger.AnswerAsync(id, """{"status":"UnknownVendorId","data":"d"}""");

        var answer = (await asked).Ok();
        Assert.False(answer.GetProperty("success").GetBoolean());
        Assert.Equal("UnknownVendorId", answer.GetProperty("status").GetString());
        Assert.Equal("""{"status":"UnknownVendorId","data":"d"}""", answer.GetProperty("payload").GetRawText());

        var command = await Web.UntilAsync($"/api/commands/{answer.GetProperty("command_id").GetInt64()}", found => found.GetProperty("state").GetString() == "rejected");
        Assert.Equal("cmd-1", command.GetProperty("charge_point_id").GetString());
        Assert.Equal("developer", command.GetProperty("requested_by").GetString());
        Assert.Equal("m", command.GetProperty("request").GetProperty("messageId").GetString());
        Assert.EndsWith("Z", command.GetProperty("answered_at").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pointless_requests_are_sent_all_the_same()
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "cmd-2", 1);
        var asked = Web.WriteAsync("/api/chargers/cmd-2/commands/RemoteStartTransaction", """{"connectorId":99,"idTag":"UNKNOWN"}""");
        await charger.AnswerAsync((await charger.ExpectCallAsync("RemoteStartTransaction")).Id, """{"status":"Rejected"}""");
        Assert.Equal("Rejected", (await asked).Ok().GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("NoSuchAction", "{}", "action")]
    [InlineData("BootNotification", "{}", "action")]
    [InlineData("RemoteStopTransaction", "{}", "transactionId")]
    [InlineData("RemoteStopTransaction", """{"transactionId":"7"}""", "transactionId")]
    [InlineData("RemoteStopTransaction", """{"transactionId":1.5}""", "transactionId")]
    [InlineData("RemoteStartTransaction", """{"idTag":"123456789012345678901"}""", "idTag")]
    [InlineData("RemoteStartTransaction", """{"idTag":"A","connectorId":0}""", "connectorId")]
    [InlineData("RemoteStartTransaction", """{"idTag":"A","extra":1}""", "extra")]
    [InlineData("RemoteStartTransaction", """{"idTag":"A","chargingProfile":{}}""", "chargingProfile.chargingProfileId")]
    [InlineData("SendLocalList", """{"listVersion":1,"updateType":"Full","localAuthorizationList":[{"idTag":"A"},{}]}""", "localAuthorizationList[1].idTag")]
    [InlineData("ClearCache", """{"a":1}""", "a")]
    [InlineData("Reset", """{"type":"Soft","type":"Hard"}""", "type")]
    [InlineData("Reset", "[]", "body")]
    [InlineData("Reset", "null", "body")]
    [InlineData("Reset", "\"x\"", "body")]
    [InlineData("DataTransfer", """{"vendorId":"\ud800"}""", "vendorId")]
    public async Task What_breaks_the_schema_is_refused_by_member(string action, string body, string member)
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "cmd-3", 1);
        var problem = (await Web.WriteAsync($"/api/chargers/cmd-3/commands/{action}", body)).Problem(HttpStatusCode.UnprocessableEntity);
        Assert.True(problem.GetProperty("errors").TryGetProperty(member, out _), problem.ToString());
    }

    [Fact]
    public async Task Failures_have_a_status_of_their_own()
    {
        (await Web.WriteAsync("/api/chargers/no-such/commands/Reset", "{}")).Problem(HttpStatusCode.NotFound);
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "cmd-4", 1);
        (await Web.WriteAsync("/api/chargers/cmd-4/commands/Reset", "{bad")).Problem(HttpStatusCode.BadRequest);

        var asked = Web.WriteAsync("/api/chargers/cmd-4/commands/ClearCache", "{}");
        await charger.SendAsync($$"""[4,"{{(await charger.ExpectCallAsync("ClearCache")).Id}}","NotImplemented","",{}]""");
        Assert.Equal("NotImplemented", (await asked).Problem(HttpStatusCode.BadGateway).GetProperty("error_code").GetString());

        asked = Web.WriteAsync("/api/chargers/cmd-4/commands/UnlockConnector", """{"connectorId":1}""");
        await charger.AnswerAsync((await charger.ExpectCallAsync("UnlockConnector")).Id, """{"status":"NotSupported"}""");
        Assert.Equal("NotSupported", (await asked).Ok().GetProperty("status").GetString());

        using (fixture.Impatient())
        {
            asked = Web.WriteAsync("/api/chargers/cmd-4/commands/GetConfiguration", "{}");
            await charger.ExpectCallAsync("GetConfiguration");
            Assert.Equal("no_answer", (await asked).Problem(HttpStatusCode.GatewayTimeout).GetProperty("code").GetString());
        }

        asked = Web.WriteAsync("/api/chargers/cmd-4/commands/Reset", """{"type":"Soft"}""");
        await charger.ExpectCallAsync("Reset");
        var twice = (await Web.WriteAsync("/api/chargers/cmd-4/commands/Reset", """{"type":"Soft"}""")).Problem(HttpStatusCode.Conflict);
        Assert.Equal("in_progress", twice.GetProperty("code").GetString());
        charger.Abort();
        (await asked).Problem(HttpStatusCode.GatewayTimeout);
        await Web.UntilAsync("/api/chargers/cmd-4/status", status => !status.GetProperty("ws_connected").GetBoolean());
        Assert.Equal("not_connected", (await Web.WriteAsync("/api/chargers/cmd-4/commands/Reset", """{"type":"Soft"}""")).Problem(HttpStatusCode.Conflict).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Commands_are_listed_by_action_and_state_and_told_as_a_file_without_formulas()
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "=cmd-csv", 1);
        var asked = Web.WriteAsync("/api/chargers/%3Dcmd-csv/commands/DataTransfer", """{"vendorId":"a,\"b"}""");
        await charger.AnswerAsync((await charger.ExpectCallAsync("DataTransfer")).Id, """{"status":"Rejected"}""");
        var id = (await asked).Ok().GetProperty("command_id").GetInt64();
        await Web.UntilAsync($"/api/commands/{id}", found => found.GetProperty("state").GetString() == "rejected");

        const string Of = "charge_point_id=%3Dcmd-csv";
        // One command is told from memory at once, a list from the file a moment later.
        await Web.UntilAsync($"/api/commands?{Of}&action=datatransfer&state=rejected", found => found.GetArrayLength() == 1);
        Assert.Equal(0, (await Web.ReadAsync($"/api/commands?{Of}&state=confirmed")).Ok().GetArrayLength());
        Assert.Equal(0, (await Web.ReadAsync($"/api/commands?{Of}&action=Reset")).Ok().GetArrayLength());
        (await Web.ReadAsync("/api/commands?state=lost")).Problem(HttpStatusCode.UnprocessableEntity);
        (await Web.ReadAsync("/api/commands/csv?state=lost")).Problem(HttpStatusCode.UnprocessableEntity);

        using var file = await Web.GetAsync($"/api/commands/csv?{Of}", TestContext.Current.CancellationToken);
        Assert.Equal("text/csv", file.Content.Headers.ContentType!.MediaType);
        Assert.Equal("commands_charger-cmd-csv.csv", file.Content.Headers.ContentDisposition!.FileName);
        var lines = (await file.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).TrimStart('\uFEFF').Split("\r\n");
        Assert.StartsWith("command_id,charge_point_id,action,", lines[0], StringComparison.Ordinal);
        Assert.StartsWith($"{id},'=cmd-csv,DataTransfer,,,,developer,", lines[1], StringComparison.Ordinal);
        Assert.EndsWith($",{Quoted("""{"vendorId":"a,\"b"}""")},{Quoted("""{"status":"Rejected"}""")}", lines[1], StringComparison.Ordinal);
        Assert.Equal("", lines[2]);
    }

    private static string Quoted(string cell) => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
