using System.Text.Json;
using ChargingConsole.Api;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Api;

public sealed class MessagesTests(ConsoleFixture fixture) : IClassFixture<ConsoleFixture>
{
    private HttpClient Web => fixture.Console.Web;

    [Fact]
    public async Task Frames_come_newest_first_with_every_field_and_narrowed_as_asked()
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "log-1", 1);
        await charger.CallForFrameAsync("NoSuchAction", """{"x":1}""");
        await charger.SendAsync("this is no frame");
        await charger.CallAsync("Heartbeat", "{}");
        var all = await Web.UntilAsync("/api/chargers/LOG-1/messages", messages => messages.GetArrayLength() == 9);

        Assert.Equal(all.EnumerateArray().Select(Id).OrderDescending(), all.EnumerateArray().Select(Id));
        var (answer, call, none, error) = (all[0], all[1], all[2], all[3]);
        Assert.Equal(("out", "result", "Heartbeat", "log-1"), (Text(answer, "direction"), Text(answer, "kind"), Text(answer, "action"), Text(answer, "charge_point_id")));
        Assert.Equal(JsonValueKind.Object, answer.GetProperty("payload").ValueKind);
        Assert.True(answer.GetProperty("latency_ms").GetDouble() >= 0);
        Assert.Equal(Id(call), answer.GetProperty("call_id").GetInt64());
        Assert.Equal(Text(call, "unique_id"), Text(answer, "unique_id"));
        Assert.Equal(("in", "call"), (Text(call, "direction"), Text(call, "kind")));
        Assert.Equal(("none", "this is no frame"), (Text(none, "kind"), Text(none, "payload")));
        Assert.Contains("no_frame", none.GetProperty("flags").EnumerateArray().Select(flag => flag.GetString()));
        Assert.Equal(("error", "NotImplemented"), (Text(error, "kind"), Text(error, "error_code")));

        Assert.Equal([Id(answer), Id(call)], await List("limit=2"));
        Assert.Equal([Id(none)], await List($"limit=1&before={Id(call)}"));
        Assert.Equal([Id(answer), Id(call)], await List("action=Heartbeat"));
        Assert.Equal([Id(none), Id(error)], await List("errors=1"));
        Assert.Equal([Id(error)], await List("kind=error&direction=out"));
        Assert.Contains(Id(none), await List("flags=true"));
        Assert.Equal([Id(none)], await List("q=NO%20FRAME"));
        Assert.Empty(await List("latency_over=60000"));
        Assert.Empty(await List("to=2020-01-01T00:00:00Z"));
        Assert.Equal(9, (await List("from=2020-01-01T00:00:00Z&limit=2000000000")).Count);

        async Task<List<long>> List(string query)
        {
            var one = (await Web.ReadAsync($"/api/chargers/log-1/messages?{query}")).Ok();
            return [.. one.EnumerateArray().Select(Id)];
        }
    }

    [Fact]
    public async Task The_frames_of_a_session_are_its_requests_and_their_answers_however_the_charger_spaces_them()
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "log-session", 1);
        var id = await charger.BeginAsync();
        await charger.CallAsync("Heartbeat", "{}");
        await charger.CallAsync("MeterValues", $$"""{ "connectorId" : 1, "transactionId" : {{id}} , "meterValue": [ {"timestamp":"{{TimeProvider.System.GetUtcNow():O}}","sampledValue":[{"value":"1200"}]} ] }""");
        await charger.EndAsync(id, 2500);
        await Web.UntilAsync("/api/chargers/log-session/messages?action=StopTransaction", messages => messages.GetArrayLength() == 2);

        var frames = (await Web.ReadAsync($"/api/messages?transaction_id={id}")).Ok();

        Assert.Equal(
            [("StopTransaction", "result"), ("StopTransaction", "call"), ("MeterValues", "result"), ("MeterValues", "call"), ("StartTransaction", "result"), ("StartTransaction", "call")],
            frames.EnumerateArray().Select(frame => (Text(frame, "action"), Text(frame, "kind"))));
        Assert.Equal(6, (await Web.GetStringAsync($"/api/messages/export?transaction_id={id}", TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task Frames_of_all_chargers_are_one_list()
    {
        await using var one = await RawCharger.BootAsync(fixture.Console.Ocpp, "log-2");
        await using var two = await RawCharger.BootAsync(fixture.Console.Ocpp, "log-3");
        await Web.UntilAsync("/api/messages?action=BootNotification", messages =>
            messages.EnumerateArray().Select(message => Text(message, "charge_point_id")).ToHashSet().IsSupersetOf(["log-2", "log-3"]));
    }

    [Fact]
    public async Task An_export_is_exactly_what_is_filtered_oldest_first_as_lines_of_json_or_csv()
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "log-export", 1);
        await charger.SendAsync("=no\nframe");
        await charger.SendAsync("""
            [2,"pretty","DataTransfer",{
              "vendorId": "=1+1, \"x\""
            }]
            """);
        await Web.UntilAsync("/api/chargers/log-export/messages", messages => messages.GetArrayLength() == 7);
        var listed = (await Web.ReadAsync("/api/chargers/log-export/messages")).Ok().EnumerateArray().Select(Id).Order().ToList();

        var lines = (await Web.GetStringAsync("/api/messages/export?charge_point_id=log-export", TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(listed, lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetInt64()));

        using var response = await Web.GetAsync("/api/messages/export?charge_point_id=LOG-EXPORT&format=csv&kind=none", TestContext.Current.CancellationToken);
        Assert.Equal("text/csv", response.Content.Headers.ContentType!.MediaType);
        Assert.EndsWith(".csv", response.Content.Headers.ContentDisposition!.FileName, StringComparison.Ordinal);
        var csv = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("\"'=no\nframe\"", csv, StringComparison.Ordinal);

        (await Web.ReadAsync("/api/messages/export?charge_point_id=nobody")).Problem(System.Net.HttpStatusCode.NotFound);
        (await Web.ReadAsync("/api/messages/export?format=xml")).Problem(System.Net.HttpStatusCode.UnprocessableEntity);
        Assert.Empty(await Web.GetStringAsync("/api/messages/export?to=2020-01-01T00:00:00Z", TestContext.Current.CancellationToken));

        // Whoever takes an export is in the trail, with what was asked for.
        var taken = (await Web.ReadAsync("/api/audit?what=export.taken&limit=1")).Ok()[0];
        Assert.Equal(("messages.ndjson", "to=2020-01-01T00:00:00Z"), (Text(taken, "subject"), Text(taken, "detail")));
    }

    [Fact]
    public async Task A_page_watches_its_export_and_may_cancel_it()
    {
        await using var charger = await RawCharger.BootAsync(fixture.Console.Ocpp, "log-cancel", 1);
        await Web.UntilAsync("/api/chargers/log-cancel/messages", messages => messages.GetArrayLength() == 4);
        using var export = fixture.Console.Get<MessageExports>().Watch();
        Assert.NotEmpty(await Web.GetStringAsync($"/api/messages/export?charge_point_id=log-cancel&watch={export.Id}", TestContext.Current.CancellationToken));
        Assert.Equal((MessageExportState.Done, 4L, 1.0), (export.State, export.Frames, export.Share));

        using var cancelled = fixture.Console.Get<MessageExports>().Watch();
        var begun = cancelled.Begin();
        cancelled.Cancel();
        Assert.True(begun);
        Assert.Equal(MessageExportState.Cancelled, cancelled.State);
    }

    private static long Id(JsonElement message) => message.GetProperty("id").GetInt64();

    private static string? Text(JsonElement message, string name) => message.GetProperty(name).GetString();
}
