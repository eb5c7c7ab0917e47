using System.Net.WebSockets;
using System.Text.Json;
using ChargingConsole.Core.Alerts;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Journal;
using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Tests.Faults;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Quirks;

/// <summary>What real frames look like, rows 15 to 26 of the field notes.</summary>
public sealed class FrameQuirks(QuirkConsole console) : IClassFixture<QuirkConsole>
{
    [Fact]
    public async Task Row_15_empty_text_frames_are_ignored()
    {
        await using var charger = await console.BootAsync("EMPTY");
        await charger.SendAsync("");
        await charger.SendAsync(" \r\n");

        await charger.CallAsync("Heartbeat", "{}");
        Assert.DoesNotContain(console.Frames("EMPTY"), frame => frame.Kind == FrameKind.None);
    }

    [Fact]
    public async Task Row_16_JSON_in_a_binary_frame_is_read_and_flagged()
    {
        await using var charger = await console.BootAsync("BINARY");
        await charger.SendAsync("""[2,"b1","Heartbeat",{}]"""u8.ToArray(), WebSocketMessageType.Binary);

        Assert.Equal("b1", (await charger.ReceiveAsync())[1].GetString());
        console.AssertFlag("BINARY", "Heartbeat", FrameFlags.Binary);
    }

    [Fact]
    public async Task Row_17_pretty_JSON_over_many_lines_is_plain_JSON()
    {
        await using var charger = await console.BootAsync("PRETTY");
        await charger.SendAsync("[\r\n  2,\r\n  \"p1\",\r\n  \"Authorize\",\r\n  {\r\n    \"idTag\" : \"APP_USER\"\r\n  }\r\n]\r\n");

        Assert.Equal("Accepted", (await charger.ReceiveAsync())[2].GetProperty("idTagInfo").GetProperty("status").GetString());
        Assert.Equal(FrameFlags.None, console.Flags("PRETTY", "Authorize"));
    }

    [Fact]
    public async Task Row_18_NUL_bytes_are_dropped_and_flagged()
    {
        await using var wallbe = await console.BootAsync("WALLBE");
        await wallbe.SendAsync("[2,\"n1\",\"Heartbeat\",{}]\0\0");

        Assert.Equal("n1", (await wallbe.ReceiveAsync())[1].GetString());
        console.AssertFlag("WALLBE", "Heartbeat", FrameFlags.Mended);
    }

    [Theory]
    [InlineData("GRIZZL-E", """[3,"ID",{"configurationKey":[]""", """{"configurationKey":[]}""")]
    [InlineData("ZJ-BENY", """[3,"ID",{"configurationKey":[,{"key":"A","readonly":false,"value":"1"}]}]""", """{"configurationKey":[{"key":"A","readonly":false,"value":"1"}]}""")]
    public async Task Row_18_a_truncated_answer_and_a_leading_comma_are_mended(string id, string told, string taken)
    {
        await using var charger = await console.BootAsync(id);
        var asking = console.Desk.SendAsync(id, "GetConfiguration", "{}", "test");
        var (call, _) = await charger.ExpectCallAsync("GetConfiguration");

        await charger.SendAsync(told.Replace("ID", call, StringComparison.Ordinal));

        Assert.Equal(taken, (await asking).Command!.Answer);
        // The answer is given before it is told: behind the next message it has been.
        await charger.CallAsync("Heartbeat", "{}");
        Assert.True(console.Frames(id).Last(frame => frame.Kind == FrameKind.Result && frame.Direction == FrameDirection.In).Flags.HasFlag(FrameFlags.Mended));
    }

    [Fact]
    public async Task Row_18_what_nobody_can_mend_is_told_so_and_a_broken_answer_ends_its_call()
    {
        await using var charger = await console.BootAsync("BROKEN");
        var error = await charger.CallForFrameAsync("Heartbeat", """{"a":tru}""");
        Assert.Equal((4, "FormationViolation"), (error[0].GetInt32(), error[2].GetString()));

        var asking = console.Desk.SendAsync("BROKEN", "ClearCache", "{}", "test");
        var (call, _) = await charger.ExpectCallAsync("ClearCache");
        await charger.SendAsync($$"""[3,"{{call}}",{"status":Acc}]""");

        Assert.Equal(OutcomeCode.CallError, (await asking).Code);
        await charger.CallAsync("Heartbeat", "{}");
    }

    [Theory]
    [InlineData("NULL-1", """[2,"x","Heartbeat",null]""")]
    [InlineData("NULL-2", """[2,"x","Heartbeat"]""")]
    public async Task Row_19_a_null_or_missing_payload_is_an_empty_object(string id, string text)
    {
        await using var charger = await console.BootAsync(id);
        await charger.SendAsync(text);

        Assert.Equal(3, (await charger.ReceiveAsync())[0].GetInt32());
        console.AssertFlag(id, "Heartbeat", FrameFlags.NoPayload);
    }

    [Fact]
    public async Task Row_20_message_type_1_with_an_action_is_a_call()
    {
        await using var charger = await console.BootAsync("TYPE-1");
        await charger.SendAsync("""[1,"t1","Heartbeat",{}]""");

        Assert.Equal((3, "t1"), Head(await charger.ReceiveAsync()));
        console.AssertFlag("TYPE-1", "Heartbeat", FrameFlags.WrongMessageType);
    }

    [Theory]
    [InlineData("SelfDestruct", CallErrorCode.NotImplemented)]
    [InlineData("RemoteStartTransaction", CallErrorCode.NotSupported)]
    public async Task Row_20_an_unknown_action_is_not_implemented_and_a_known_one_that_is_not_ours_not_supported(string action, string code)
    {
        await using var charger = await console.BootAsync("ACTIONS");

        Assert.Equal(code, (await charger.CallForFrameAsync(action, "{}"))[2].GetString());
    }

    [Fact]
    public async Task Row_21_the_same_message_id_sent_again_gets_the_cached_answer()
    {
        await using var charger = await console.BootAsync("RESENDER", 1);
        var start = $$"""{"connectorId":1,"idTag":"APP_USER","meterStart":0,"timestamp":"{{console.Time()}}"}""";

        var first = await charger.CallForFrameAsync("StartTransaction", start, "1000000");
        var again = await charger.CallForFrameAsync("StartTransaction", start, "1000000");
        Assert.Equal(first.GetRawText(), again.GetRawText());
        console.AssertFlag("RESENDER", "StartTransaction", FrameFlags.Repeated);

        await charger.CallForFrameAsync("Authorize", """{"idTag":"APP_USER"}""", "1000000");
        console.AssertFlag("RESENDER", "Authorize", FrameFlags.ReusedUniqueId);
    }

    [Fact]
    public async Task Row_22_calls_that_cross_are_both_answered()
    {
        await using var charger = await console.BootAsync("CROSSING", 1);
        var starting = console.Desk.StartAsync("CROSSING", 1, "APP_USER", "test");
        var (call, _) = await charger.ExpectCallAsync("RemoteStartTransaction");

        var answer = await charger.CallAsync("Authorize", """{"idTag":"APP_USER"}""");
        await charger.AnswerAsync(call, """{"status":"Accepted"}""");

        Assert.Equal("Accepted", answer.GetProperty("idTagInfo").GetProperty("status").GetString());
        Assert.True((await starting).IsAccepted);
    }

    [Fact]
    public async Task Row_23_a_reply_after_the_time_out_still_tells_the_outcome()
    {
        await using var charger = await console.BootAsync("LATE");
        var asking = console.Desk.SendAsync("LATE", "ClearCache", "{}", "test");
        var (call, _) = await charger.ExpectCallAsync("ClearCache");
        console.Pass(31);
        var outcome = await asking;
        Assert.Equal(OutcomeCode.NoAnswer, outcome.Code);

        await charger.AnswerAsync(call, """{"status":"Accepted"}""");
        await charger.CallAsync("Heartbeat", "{}");

        var commands = console.Console.Get<CommandQueries>();
        await Until.TrueAsync(
            () => commands.FindAsync(outcome.Command!.Id, TestContext.Current.CancellationToken).GetAwaiter().GetResult()!.AnswerStatus == "Accepted", "the late answer counts");
        Assert.True(console.Frames("LATE").Last(frame => frame.UniqueId == call && frame.Direction == FrameDirection.In).Flags.HasFlag(FrameFlags.LateAnswer));
    }

    [Fact]
    public async Task Row_24_a_status_that_is_none_of_the_enumeration_is_told_as_it_is_and_slow_answers_have_their_time()
    {
        await using var gac = await console.BootAsync("GAC");
        var asking = console.Desk.SendAsync("GAC", "DataTransfer", """{"vendorId":"GAC"}""", "test");
        var (call, _) = await gac.ExpectCallAsync("DataTransfer");

        console.Pass(85);
        await gac.AnswerAsync(call, """{"status":"Invalid"}""");

        var outcome = await asking;
        Assert.Equal((OutcomeCode.Rejected, "Invalid"), (outcome.Code, outcome.Command!.AnswerStatus));
    }

    [Fact]
    public async Task Row_25_a_very_large_answer_is_taken_and_a_larger_one_ends_the_socket_with_1009()
    {
        await using var charger = await console.BootAsync("LARGE");
        var asking = console.Desk.SendAsync("LARGE", "GetConfiguration", "{}", "test");
        var (call, _) = await charger.ExpectCallAsync("GetConfiguration");
        await charger.AnswerAsync(call, $$"""{"configurationKey":[{"key":"Long","readonly":true,"value":"{{new string('x', 900_000)}}"}]}""");
        Assert.True((await asking).IsAccepted);

        await charger.SendAsync($$"""[2,"1","DataTransfer",{"vendorId":"V","data":"{{new string('x', 1024 * 1024)}}"}]""");

        await Assert.ThrowsAsync<WebSocketException>(charger.ReceiveTextAsync);
        Assert.Equal(WebSocketCloseStatus.MessageTooBig, charger.CloseStatus);
        await console.Console.Get<AlertWatch>().LookAsync();
        var alert = Assert.Single(console.Console.Get<AlertBook>().Open, open => open.Kind == AlertKind.CutOff);
        Assert.Equal(("LARGE", "A message of more than 1048576 bytes was refused."), (alert.Subject, alert.Words));
    }

    [Fact]
    public async Task Row_26_readings_are_answered_while_a_stop_of_the_same_charger_waits_for_its_answer()
    {
        await using var charger = await console.BootAsync("NO-DEADLOCK", 1);
        var id = await console.StartAsync(charger);
        var stopping = console.Desk.StopAsync(id, "test");
        var (call, _) = await charger.ExpectCallAsync("RemoteStopTransaction");

        await charger.CallAsync("MeterValues", $$"""{"connectorId":1,"transactionId":{{id}},"meterValue":[{"timestamp":"{{console.Time()}}","sampledValue":[{"value":"1500"}]}]}""");
        await charger.AnswerAsync(call, """{"status":"Accepted"}""");

        Assert.True((await stopping).IsAccepted);
    }

    private static (int, string?) Head(JsonElement frame) => (frame[0].GetInt32(), frame[1].GetString());
}
