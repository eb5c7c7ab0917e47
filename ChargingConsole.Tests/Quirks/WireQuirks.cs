using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Journal;
using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Shared;
using static ChargingConsole.Tests.Quirks.QuirkConsole;

namespace ChargingConsole.Tests.Quirks;

/// <summary>What real client stacks were seen to do, section 5 of the field notes.</summary>
public sealed class WireQuirks(QuirkConsole console) : IClassFixture<QuirkConsole>
{
    [Fact]
    public async Task MicroOcpp_that_waits_for_a_lost_answer_speaks_again_when_it_is_given_on_the_new_link()
    {
        string lost;
        await using (var first = await console.BootAsync("STALLED"))
        {
            lost = (await first.CallForFrameAsync("StatusNotification", """{"connectorId":1,"errorCode":"NoError","status":"Available"}""", "lost-1"))[1].GetString()!;
        }

        await using var back = await RawCharger.ConnectAsync(console.Ocpp, "STALLED");
        await UntilAsync(() => console.State("STALLED").Connection is not null, "it is connected");
        var (trigger, payload) = await console.ExpectAfterAsync(back, "TriggerMessage", 17);
        Assert.Equal("""{"requestedMessage":"Heartbeat"}""", payload.GetRawText());
        await back.AnswerAsync(trigger, """{"status":"Accepted"}""");
        await UntilAsync(() => console.Frames("STALLED").Any(frame => frame.UniqueId == trigger && frame.Direction == FrameDirection.In), "the answer is there");

        // No Heartbeat: what was lost is told again, and it speaks.
        await WaitAsync(() => console.Frames("STALLED").Any(frame => frame.UniqueId == lost && frame.Flags.HasFlag(FrameFlags.Repeated)));
        var cure = await back.ReceiveAsync();
        Assert.Equal((3, "lost-1", "{}"), (cure[0].GetInt32(), cure[1].GetString(), cure[2].GetRawText()));
        await back.CallAsync("Heartbeat", "{}");
    }

    [Fact]
    public async Task MicroOcpp_that_stays_silent_all_the_same_is_shown_as_mute()
    {
        await using (await console.BootAsync("MUTE"))
        {
        }

        await using var back = await RawCharger.ConnectAsync(console.Ocpp, "MUTE");
        await UntilAsync(() => console.State("MUTE").Connection is not null, "it is connected");
        var (trigger, _) = await console.ExpectAfterAsync(back, "TriggerMessage", 17);
        await back.AnswerAsync(trigger, """{"status":"Accepted"}""");
        await UntilAsync(() => console.Frames("MUTE").Any(frame => frame.UniqueId == trigger && frame.Direction == FrameDirection.In), "the answer is there");

        await WaitAsync(() => console.State("MUTE").Connection?.Trouble == ConnectionTrouble.Mute);
    }

    [Fact]
    public async Task A_quiet_charger_that_speaks_when_asked_is_given_no_unasked_answer()
    {
        await using (await console.BootAsync("QUIET"))
        {
        }

        await using var back = await RawCharger.ConnectAsync(console.Ocpp, "QUIET");
        await UntilAsync(() => console.State("QUIET").Connection is not null, "it is connected");
        await back.AnswerAsync((await console.ExpectAfterAsync(back, "TriggerMessage", 17)).Id, """{"status":"Accepted"}""");
        await back.CallAsync("Heartbeat", "{}");
        console.Pass(25);

        await back.CallAsync("Heartbeat", "{}");
        Assert.DoesNotContain(console.Frames("QUIET"), frame => frame.Flags.HasFlag(FrameFlags.Repeated));
    }

    [Fact]
    public async Task The_AuthorizationKey_is_hidden_in_the_journal_the_feed_the_record_and_the_answer()
    {
        await using var charger = await console.BootAsync("SECRETIVE");
        var asking = console.Console.Web.WriteAsync("/api/chargers/SECRETIVE/commands/GetConfiguration", "{}");
        await charger.AnswerAsync(
            (await charger.ExpectCallAsync("GetConfiguration")).Id,
            """{"configurationKey":[{"key":"HeartbeatInterval","readonly":false,"value":"60"},{"value":"0123456789ABCDEF","readonly":false,"key":"AuthorizationKey"}]}""");
        var answer = (await asking).Ok();
        var changing = console.Console.Web.WriteAsync("/api/chargers/SECRETIVE/commands/ChangeConfiguration", """{"key":"AuthorizationKey","value":"FEDCBA9876543210"}""");
        var (change, payload) = await charger.ExpectCallAsync("ChangeConfiguration");
        await charger.AnswerAsync(change, """{"status":"Accepted"}""");
        var changed = (await changing).Ok();

        Assert.Equal("FEDCBA9876543210", payload.GetProperty("value").GetString());
        Assert.Equal(
            """{"configurationKey":[{"key":"HeartbeatInterval","readonly":false,"value":"60"},{"value":"(hidden)","readonly":false,"key":"AuthorizationKey"}]}""",
            answer.GetProperty("payload").GetRawText());
        Assert.All(console.Frames("SECRETIVE"), frame => AssertHidden(frame.Payload));
        var commands = console.Console.Get<CommandQueries>();
        foreach (var id in new[] { answer.GetProperty("command_id").GetInt64(), changed.GetProperty("command_id").GetInt64() })
        {
            var row = await commands.FindAsync(id, TestContext.Current.CancellationToken);
            AssertHidden(row!.Request);
            AssertHidden(row.Answer ?? "");
        }
    }

    [Theory]
    [InlineData("""{"configurationKey":[{"key":"A","value":"1"}]}""", """{"configurationKey":[{"key":"A","value":"1"}]}""")]
    [InlineData("""{"key":"BasicAuthPassword","value":"x\"y"}""", """{"key":"BasicAuthPassword","value":"(hidden)"}""")]
    [InlineData("""{"unknownKey":["AuthorizationKey"]}""", """{"unknownKey":["AuthorizationKey"]}""")]
    [InlineData("""{"configurationKey":[{"key":"AuthorizationKey","value":"x" """, "\"(hidden)\"")]
    public void Secrets_are_hidden_and_nothing_else(string told, string kept)
    {
        Assert.Equal(kept, Secrets.Mask("GetConfiguration", told));
        Assert.Equal(told, Secrets.Mask("DataTransfer", told));
    }

    [Fact]
    public async Task Our_answers_hold_no_null_and_no_member_of_our_own()
    {
        await using var charger = await RawCharger.ConnectAsync(console.Ocpp, "NO-NULLS");
        var boot = await charger.CallAsync("BootNotification", """{"chargePointVendor":"V","chargePointModel":"M"}""");
        Assert.Equal(["status", "currentTime", "interval"], boot.EnumerateObject().Select(member => member.Name));
        Assert.True(boot.GetProperty("interval").GetInt32() > 0);

        var authorize = await charger.CallAsync("Authorize", """{"idTag":"APP_USER"}""");
        Assert.Equal("""{"idTagInfo":{"status":"Accepted"}}""", authorize.GetRawText());
        await charger.StatusAsync(1, "Preparing");
        var starting = console.Desk.StartAsync("NO-NULLS", 1, "APP_USER", "test");
        var (call, payload) = await charger.ExpectCallAsync("RemoteStartTransaction");
        Assert.Equal(["connectorId", "idTag"], payload.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
        await charger.AnswerAsync(call, """{"status":"Rejected"}""");
        await starting;
        Assert.DoesNotContain(console.Frames("NO-NULLS"), frame => frame.Direction == Core.Journal.FrameDirection.Out && frame.Payload.Contains("null", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Message_ids_that_come_again_after_a_reboot_are_not_repetitions()
    {
        const string Heartbeat = """[2,"1","Heartbeat",{}]""";
        await using (var first = await console.BootAsync("COUNTER"))
        {
            await first.SendAsync(Heartbeat);
            await first.ReceiveAsync();
        }

        await using var back = await console.BootAsync("COUNTER");
        await back.SendAsync(Heartbeat);
        await back.ReceiveAsync();

        Assert.Equal(FrameFlags.None, console.Flags("COUNTER", "Heartbeat"));
    }

    [Fact]
    public async Task A_queue_from_an_offline_time_is_taken_with_its_old_status_first_and_readings_after_its_stop()
    {
        await using var sap = await console.BootAsync("SAP", 1);
        await sap.CallAsync("StatusNotification", $$"""{"connectorId":1,"errorCode":"NoError","status":"Charging","timestamp":"{{console.Time(7200)}}"}""");
        await sap.CallAsync("StatusNotification", $$"""{"connectorId":1,"errorCode":"NoError","status":"Available","timestamp":"{{console.Time(3600)}}"}""");
        var id = await console.StartAsync(sap, secondsAgo: 7200);
        await sap.CallAsync("MeterValues", console.ReadingsAgo(5000, id, Register(5000)));
        await sap.CallAsync("StopTransaction", console.Stop(id, 9000, 3600));
        await sap.CallAsync("MeterValues", console.ReadingsAgo(3550, id, Register(9000)));

        Assert.Equal((8000L, false), ((await console.TransactionAsync(id)).EnergyWh!.Value, (await console.TransactionAsync(id)).Estimated));
        Assert.Equal(2, (await console.ReadingsAsync("SAP")).Count(reading => reading.TransactionId == id));
    }

    [Theory]
    [InlineData("""[4,"ID","OccurenceConstraintViolation","",{}]""")]
    [InlineData("""[4,"ID","OccurrenceConstraintViolation","a\nb",{}]""")]
    [InlineData("""[4,"ID","GenericError","text","details as text"]""")]
    public async Task A_call_error_in_any_shape_ends_its_call(string error)
    {
        await using var charger = await console.BootAsync("ERRORS");
        var asking = console.Desk.SendAsync("ERRORS", "ClearCache", "{}", "test");
        await charger.SendAsync(error.Replace("ID", (await charger.ExpectCallAsync("ClearCache")).Id, StringComparison.Ordinal));

        Assert.Equal(OutcomeCode.CallError, (await asking).Code);
    }

    private static void AssertHidden(string text)
    {
        Assert.DoesNotContain("0123456789ABCDEF", text, StringComparison.Ordinal);
        Assert.DoesNotContain("FEDCBA9876543210", text, StringComparison.Ordinal);
    }

    private Task WaitAsync(Func<bool> isTrue) => UntilAsync(
        () =>
        {
            console.Pass(1);
            return isTrue();
        },
        "the server followed up");
}
