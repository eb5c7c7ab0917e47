using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Journal;
using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Scenarios;

/// <summary>The rules of the wire: identity, subprotocol, errors, take-over, one call at a time.</summary>
public sealed class Wire : IAsyncLifetime
{
    private RunningConsole _console = null!;

    public async ValueTask InitializeAsync() => _console = await RunningConsole.StartAsync();

    public ValueTask DisposeAsync() => _console.DisposeAsync();

    [Theory]
    [InlineData("CP1", "CP1")]
    [InlineData("ocpp/CP1", "CP1")]
    [InlineData("CP1/CP1", "CP1")]
    [InlineData("CP1/", "CP1")]
    [InlineData("/ocpp//CP1//", "CP1")]
    [InlineData("CP1?token=T/CP1", "CP1")]
    [InlineData("RDAM%7C123", "RDAM|123")]
    [InlineData("a%20b%2Fc%25", "a b/c%")]
    [InlineData("caf%C3%A9", "café")]
    public async Task The_identity_is_the_last_segment_of_the_path(string path, string id)
    {
        await using var charger = await RawCharger.ConnectAsync(_console.Ocpp, path);
        await charger.CallAsync("Heartbeat", "{}");

        Assert.NotNull(_console.Get<Fleet>().Find(id));
    }

    [Fact]
    public async Task An_identity_in_another_case_is_the_same_charger()
    {
        await using var charger = await RawCharger.BootAsync(_console.Ocpp, "Cp1");
        await using var again = await RawCharger.BootAsync(_console.Ocpp, "CP1");

        Assert.Equal("Cp1", Assert.Single(_console.Get<Fleet>().All).Id);
    }

    [Theory]
    [InlineData("ocpp1.6", "ocpp1.6")]
    [InlineData("OCPP1.6", "OCPP1.6")]
    [InlineData(null, null)]
    public async Task The_subprotocol_is_echoed_only_where_it_was_offered(string? offered, string? echoed)
    {
        await using var charger = await RawCharger.ConnectAsync(_console.Ocpp, "CP1", offered);

        Assert.Equal(echoed, charger.Subprotocol);
        await charger.CallAsync("Heartbeat", "{}");
    }

    [Fact]
    public async Task Whoever_offers_an_unknown_subprotocol_reads_which_one_is_spoken()
    {
        using var client = new HttpClient();
        using var handshake = new HttpRequestMessage(HttpMethod.Get, new UriBuilder(_console.Ocpp) { Scheme = "http", Path = "/SUB-1" }.Uri);
        foreach (var (name, value) in new[] { ("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13"), ("Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA=="), ("Sec-WebSocket-Protocol", "ocpp9.9") })
        {
            handshake.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await client.SendAsync(handshake, TestContext.Current.CancellationToken);

        Assert.Equal(System.Net.HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("None of the subprotocols offered is known: ocpp9.9. This central system speaks ocpp1.6.", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_unknown_subprotocol_is_refused_and_listed()
    {
        await Assert.ThrowsAsync<WebSocketException>(() => RawCharger.ConnectAsync(_console.Ocpp, "CP9", "ocpp2.0.1"));

        var rejected = Assert.Single(_console.Get<ChargingConsole.Ocpp.RejectedConnections>().Latest);
        Assert.Equal("CP9", rejected.ChargePointId);
        Assert.Contains("ocpp2.0.1", rejected.Reason, StringComparison.Ordinal);
        Assert.Null(_console.Get<Fleet>().Find("CP9"));
    }

    [Theory]
    [InlineData("Foo", "{}", CallErrorCode.NotImplemented)]
    [InlineData("RemoteStartTransaction", """{"idTag":"X"}""", CallErrorCode.NotSupported)]
    [InlineData("Heartbeat", "[]", CallErrorCode.FormationViolation)]
    [InlineData("Heartbeat", "\"text\"", CallErrorCode.FormationViolation)]
    [InlineData("Authorize", "{}", CallErrorCode.OccurenceConstraintViolation)]
    [InlineData("BootNotification", """{"chargePointVendor":"V"}""", CallErrorCode.OccurenceConstraintViolation)]
    [InlineData("BootNotification", """{"chargePointVendor":{},"chargePointModel":"M"}""", CallErrorCode.TypeConstraintViolation)]
    [InlineData("DataTransfer", """{"vendorId":[]}""", CallErrorCode.TypeConstraintViolation)]
    [InlineData("MeterValues", """{"connectorId":1}""", CallErrorCode.OccurenceConstraintViolation)]
    [InlineData("StatusNotification", """{"connectorId":1,"errorCode":"NoError"}""", CallErrorCode.OccurenceConstraintViolation)]
    [InlineData("StartTransaction", "{\"idTag\":\"\\ud800\"}", CallErrorCode.OccurenceConstraintViolation)]
    public async Task What_is_wrong_is_answered_by_the_book_and_the_socket_lives_on(string action, string payload, string code)
    {
        await using var charger = await RawCharger.BootAsync(_console.Ocpp, "CP1", 1, 2);

        var answer = await charger.CallForFrameAsync(action, payload);

        Assert.Equal((4, code), (answer[0].GetInt32(), answer[2].GetString()));
        Assert.Equal(JsonValueKind.Object, answer[4].ValueKind);
        await charger.CallAsync("Heartbeat", "{}");
    }

    [Fact]
    public async Task What_is_no_frame_is_journalled_and_not_answered()
    {
        await using var charger = await RawCharger.BootAsync(_console.Ocpp, "CP1");
        await charger.SendAsync("hello");
        await charger.SendAsync("");
        await charger.SendAsync("""[3,"nobody-asked",{}]""");

        // The next answer is that of the next question.
        await charger.CallAsync("Heartbeat", "{}");
        var frames = await JournalAsync("CP1");
        Assert.Contains(frames, frame => frame is { Kind: FrameKind.None, Payload: "hello" } && frame.Flags.HasFlag(FrameFlags.NoFrame));
        Assert.Contains(frames, frame => frame.UniqueId == "nobody-asked" && frame.Flags.HasFlag(FrameFlags.LateAnswer));
    }

    [Fact]
    public async Task Binary_and_fragmented_messages_are_read()
    {
        await using var charger = await RawCharger.BootAsync(_console.Ocpp, "CP1");
        await charger.SendAsync("""[2,"b","Heartbeat",{}]"""u8.ToArray(), WebSocketMessageType.Binary);
        Assert.Equal("b", (await charger.ReceiveAsync())[1].GetString());

        await charger.SendAsync("""[2,"f","Hear"""u8.ToArray(), WebSocketMessageType.Text, endOfMessage: false);
        await charger.SendAsync([], WebSocketMessageType.Text, endOfMessage: false);
        await charger.SendAsync("""tbeat",{}]"""u8.ToArray(), WebSocketMessageType.Text);
        Assert.Equal("f", (await charger.ReceiveAsync())[1].GetString());
    }

    [Fact]
    public async Task A_message_beyond_the_limit_closes_with_1009_and_nobody_else_notices()
    {
        await using var other = await RawCharger.BootAsync(_console.Ocpp, "OTHER");
        await using var charger = await RawCharger.BootAsync(_console.Ocpp, "CP1");

        await charger.SendAsync($$"""[2,"1","DataTransfer",{"vendorId":"V","data":"{{new string('x', 1024 * 1024)}}"}]""");

        await Assert.ThrowsAsync<WebSocketException>(charger.ReceiveTextAsync);
        Assert.Equal(WebSocketCloseStatus.MessageTooBig, charger.CloseStatus);
        await other.CallAsync("Heartbeat", "{}");
    }

    [Fact]
    public async Task A_message_below_the_limit_is_taken()
    {
        await using var charger = await RawCharger.BootAsync(_console.Ocpp, "CP1");

        var answer = await charger.CallAsync("DataTransfer", $$"""{"vendorId":"V","data":"{{new string('x', 1000 * 1000)}}"}""");

        Assert.Equal("UnknownVendorId", answer.GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_new_socket_wins_and_calls_on_the_old_one_end()
    {
        await using var old = await RawCharger.BootAsync(_console.Ocpp, "CP1", 1);
        var sending = _console.Get<CommandDesk>().SendAsync("CP1", "GetConfiguration", "{}", "test");
        await old.ExpectCallAsync("GetConfiguration");

        await using var @new = await RawCharger.BootAsync(_console.Ocpp, "CP1");

        var outcome = await sending.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.Equal(OutcomeCode.NoAnswer, outcome.Code);
        Assert.Contains("replaced", outcome.Message, StringComparison.Ordinal);
        await @new.CallAsync("Heartbeat", "{}");
        Assert.Equal(1, _console.Get<Fleet>().Connected);
        Assert.True(_console.Get<Fleet>().Find("CP1")!.State.IsConnected);
    }

    [Fact]
    public async Task One_call_is_out_at_a_time_and_inbound_calls_are_answered_meanwhile()
    {
        await using var charger = await RawCharger.BootAsync(_console.Ocpp, "CP1", 1);
        var desk = _console.Get<CommandDesk>();
        var first = desk.SendAsync("CP1", "GetConfiguration", "{}", "test");
        var (id, _) = await charger.ExpectCallAsync("GetConfiguration");
        var second = desk.SendAsync("CP1", "ClearCache", "{}", "test");
        await charger.CallAsync("Heartbeat", "{}");
        await charger.AnswerAsync(id, """{"configurationKey":[]}""");
        var (next, _) = await charger.ExpectCallAsync("ClearCache");
        await charger.AnswerAsync(next, """{"status":"Rejected"}""");

        Assert.Equal(OutcomeCode.Accepted, (await first).Code);
        Assert.Equal(OutcomeCode.Rejected, (await second).Code);
    }

    [Fact]
    public async Task A_call_waits_for_the_boot_of_a_new_charger()
    {
        await using var charger = await RawCharger.ConnectAsync(_console.Ocpp, "CP1");
        await charger.CallAsync("Heartbeat", "{}");
        var sending = _console.Get<CommandDesk>().SendAsync("CP1", "ClearCache", "{}", "test");

        // Nothing may come before the answer to the boot.
        await charger.CallAsync("BootNotification", """{"chargePointVendor":"V","chargePointModel":"M"}""");
        var (id, _) = await charger.ExpectCallAsync("ClearCache");
        await charger.AnswerAsync(id, """{"status":"Accepted"}""");

        Assert.True((await sending).IsAccepted);
    }

    [Fact]
    public async Task Times_go_out_in_utc_with_milliseconds_and_the_boot_tells_the_interval()
    {
        await using var charger = await RawCharger.ConnectAsync(_console.Ocpp, "CP1");

        var answer = await charger.CallAsync("BootNotification", """{"chargePointVendor":"V","chargePointModel":"M"}""");

        Assert.Matches("""^\{"status":"Accepted","currentTime":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z","interval":7200\}$""", answer.GetRawText());
    }

    [Fact]
    public async Task Fuzzed_frames_on_one_socket_are_not_felt_by_another()
    {
        await using var charging = await RawCharger.BootAsync(_console.Ocpp, "GOOD", 1);
        var start = await charging.CallAsync("StartTransaction", $$"""{"connectorId":1,"idTag":"APP_USER","meterStart":0,"timestamp":"{{Recently.Day}}T10:00:00Z"}""");
        var id = start.GetProperty("transactionId").GetInt32();
        await using var fuzzing = await RawCharger.BootAsync(_console.Ocpp, "FUZZ", 1);
        var random = new Random(2026);
        string[] actions = ["BootNotification", "StatusNotification", "StartTransaction", "StopTransaction", "MeterValues", "Authorize", "DataTransfer", "Heartbeat", "Foo"];
        string[] values = ["null", "0", "-1", "1e400", "\"\"", "\"\\u0000\"", "[]", "{}", "true", "9223372036854775808", "\"2026-13-45T99:00:00Z\"", "[[[[[[[[", "\"\\ud800\"", "\"é\uFFFD\""];
        string[] members = ["connectorId", "idTag", "meterStart", "timestamp", "transactionId", "meterValue", "status", "errorCode", "chargePointVendor", "vendorId", "unknown"];

        for (var i = 0; i < 200; i++)
        {
            var fields = Enumerable.Range(0, random.Next(5)).Select(_ => $"\"{Pick(members)}\":{Pick(values)}");
            var text = $$"""[{{random.Next(0, 6)}},"{{i}}","{{Pick(actions)}}",{{{string.Join(',', fields)}}}]""";
            if (random.Next(4) == 0)
            {
                text = text[..random.Next(text.Length)];
            }

            await fuzzing.SendAsync(Encoding.UTF8.GetBytes(text), random.Next(10) == 0 ? WebSocketMessageType.Binary : WebSocketMessageType.Text);
            if (i % 20 == 0)
            {
                await charging.CallAsync("MeterValues", $$"""{"connectorId":1,"transactionId":{{id}},"meterValue":[{"timestamp":"{{Recently.Day}}T10:00:00Z","sampledValue":[{"value":"{{i}}"}]}]}""");
            }
        }

        Assert.Equal(id, _console.Get<Fleet>().Find("GOOD")!.State.Connector(1).Transaction!.Id);
        await charging.CallAsync("StopTransaction", $$"""{"transactionId":{{id}},"meterStop":500,"timestamp":"{{Recently.Day}}T10:10:00Z"}""");
        // And the fuzzer's own socket still works: its answers up to here are read away first.
        await fuzzing.SendAsync("""[2,"the-end","Heartbeat",{}]""");
        while ((await fuzzing.ReceiveAsync())[1].GetString() != "the-end")
        {
        }

        string Pick(string[] from) => from[random.Next(from.Length)];
    }

    private async Task<IReadOnlyList<FrameRow>> JournalAsync(string id)
    {
        var key = _console.Get<Fleet>().Find(id)!.Key;
        var queries = _console.Get<JournalQueries>();
        for (var attempt = 0; ; attempt++)
        {
            await Task.Delay(150, TestContext.Current.CancellationToken);
            var frames = await queries.ListAsync(new FrameFilter { ChargePointKey = key }, null, 100, TestContext.Current.CancellationToken);
            if (_console.Get<FrameJournal>().Depth == 0 && frames.Any(frame => frame.Action == "Heartbeat") || attempt > 400)
            {
                return frames;
            }
        }
    }
}
