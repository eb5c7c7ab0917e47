using Bunit;
using ChargingConsole.Components.Live;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Live;
using ChargingConsole.Core.Ocpp.Frames;

namespace ChargingConsole.Tests.Components;

public sealed class MessageLogTests : ConsoleContext
{
    [Fact]
    public void Frames_appear_as_they_come()
    {
        var charger = AddCharger("CP-1", true, ConnectorStatus.Available);
        AddFrame(charger, "BootNotification");
        var log = RenderLog();
        Until(() => Assert.Equal(["BootNotification"], Actions(log)));

        var call = AddFrame(charger, "Heartbeat");
        AddFrame(charger, "Heartbeat", FrameKind.Result, call);

        Until(() => Assert.Equal(["BootNotification", "Heartbeat", "Heartbeat ✓"], Actions(log)));
        Assert.Contains("12 ms", log.FindAll("[data-testid=log-row]")[2].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_is_told_by_its_code_and_a_deviation_by_a_flag()
    {
        var charger = AddCharger("CP-1", true, ConnectorStatus.Available);
        AddFrame(charger, "DataTransfer", FrameKind.Error);
        AddFrame(charger, "MeterValues", flags: FrameFlags.OddTimestamp | FrameFlags.UnknownMember);
        var log = RenderLog();

        Until(() => Assert.Equal(2, log.FindAll("[data-testid=log-row]").Count));
        Assert.Contains("error", log.Find("[data-testid=log-row]").ClassList);
        Assert.Contains("InternalError It broke", log.Find("[data-testid=log-row]").TextContent, StringComparison.Ordinal);
        Assert.Contains("2 flags", log.FindAll("[data-testid=log-row]")[1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Pause_holds_the_view_and_keeps_filling_and_leaves_a_mark()
    {
        var charger = AddCharger("CP-1", true, ConnectorStatus.Available);
        AddFrame(charger, "BootNotification");
        var log = RenderLog();
        Until(() => Assert.Single(Actions(log)));

        log.Find("[data-testid=log-pause]").Click();
        AddFrame(charger, "Heartbeat");
        Until(() => Assert.Contains("1 frame came meanwhile", log.Find(".log-foot").TextContent, StringComparison.Ordinal));
        Assert.Equal(["BootNotification"], Actions(log));

        log.Find("[data-testid=log-pause]").Click();
        Assert.Equal(["BootNotification", "Heartbeat"], Actions(log));
        Assert.Contains("nothing is missing", log.Find("[data-testid=log-mark]").TextContent, StringComparison.Ordinal);
        Assert.Contains("Live", log.Find("[data-testid=log-state]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Frames_that_left_the_feed_unread_show_as_a_gap_with_their_number()
    {
        var charger = AddCharger("CP-1", true, ConnectorStatus.Available);
        var log = RenderLog();
        Until(() => Assert.Single(log.FindAll("[data-testid=log-empty]")));

        for (var i = 0; i < LiveFeed.FrameCapacity + 5; i++)
        {
            AddFrame(charger, "Heartbeat");
        }

        // The gap stands before what could be read, and that is more than the view holds.
        Until(() => Assert.Equal($"{LogBuffer.DefaultCapacity:N0} rows", log.Find(".log-foot .hide-phone").TextContent));
        Assert.InRange(log.FindAll("[data-testid=log-row]").Count, 20, 120);
    }

    [Fact]
    public void A_gap_tells_its_number_and_its_reason()
    {
        Assert.Equal("1,234 frames are missing here: the browser could not keep up", LogEntry.Gap(1234, "the browser could not keep up").Break);
        Assert.True(LogEntry.Gap(1, "x").IsGap);
    }

    [Fact]
    public void Filters_apply_to_what_is_there_and_to_what_comes()
    {
        var charger = AddCharger("CP-1", true, ConnectorStatus.Available);
        AddFrame(charger, "Heartbeat");
        AddFrame(charger, "MeterValues");
        var log = RenderLog(new LogQuery { Action = "MeterValues" });
        Until(() => Assert.Equal(["MeterValues"], Actions(log)));

        AddFrame(charger, "Heartbeat");
        AddFrame(charger, "MeterValues", payload: "{\"n\":2}");

        Until(() => Assert.Equal(["MeterValues", "MeterValues"], Actions(log)));
    }

    [Fact]
    public void Nothing_that_matches_offers_to_clear_the_filters()
    {
        AddFrame(AddCharger("CP-1", true, ConnectorStatus.Available), "Heartbeat");
        LogQuery? cleared = null;
        var log = RenderLog(new LogQuery { Charger = "CP-9" }, query => cleared = query);
        Until(() => Assert.Single(log.FindAll("[data-testid=log-no-match]")));

        log.Find("[data-testid=log-no-match] button").Click();

        Assert.Equal(new LogQuery(), cleared);
    }

    [Fact]
    public void The_details_pair_a_call_with_its_answer_and_the_time_between()
    {
        var charger = AddCharger("CP-1", true, ConnectorStatus.Available);
        var call = AddFrame(charger, "StartTransaction", payload: """{"idTag":"<b>X</b>"}""");
        AddFrame(charger, "StartTransaction", FrameKind.Result, call, """{"transactionId":7}""");
        var log = RenderLog();
        Until(() => Assert.Equal(2, Actions(log).Count));

        log.FindAll("[data-testid=log-row]")[0].Click();

        var details = log.Find("[data-testid=frame-details]");
        Assert.Contains("answered after 12 ms", details.TextContent, StringComparison.Ordinal);
        Assert.Contains("\"transactionId\": 7", details.QuerySelector("[data-testid=frame-result]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("<b>X</b>", details.QuerySelector("[data-testid=frame-call] pre")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(details.QuerySelectorAll("b"));
        Assert.Contains("paired", log.FindAll("[data-testid=log-row]")[1].ClassList);

        log.Find("[data-key=close]").Click();
        Assert.Empty(log.FindAll("[data-testid=frame-details]"));
    }

    [Fact]
    public void Scrolling_up_holds_the_view_and_counts_what_is_new()
    {
        var charger = AddCharger("CP-1", true, ConnectorStatus.Available);
        for (var i = 0; i < 200; i++)
        {
            AddFrame(charger, $"A{i}");
        }

        var log = RenderLog();
        Until(() => Assert.Equal("A199", Actions(log)[^1]));
        log.InvokeAsync(() => log.Instance.Scrolled(0, 280, 28, false));
        AddFrame(charger, "New");

        Until(() => Assert.Equal("1 new", log.Find("[data-testid=log-new]").TextContent.Trim()));
        Assert.Equal("A0", Actions(log)[0]);
        Assert.Contains("Scrolled back", log.Find("[data-testid=log-state]").TextContent, StringComparison.Ordinal);

        log.Find("[data-testid=log-new]").Click();
        Assert.Equal("New", Actions(log)[^1]);
    }

    [Fact]
    public void The_log_of_one_charger_leaves_the_others_out()
    {
        var one = AddCharger("CP-1", true, ConnectorStatus.Available);
        AddFrame(one, "Heartbeat");
        AddFrame(AddCharger("CP-2", true, ConnectorStatus.Available), "BootNotification");

        var log = Render<MessageLog>(parameters => parameters.Add(view => view.Query, new LogQuery()).Add(view => view.ChargePoint, one));

        Until(() => Assert.Equal(["Heartbeat"], Actions(log)));
        Assert.Empty(log.FindAll("input[list=log-chargers]"));
    }

    [Fact]
    public void A_frame_is_copied_as_it_stood_on_the_wire()
    {
        var charger = AddCharger("CP-1", true, ConnectorStatus.Available);
        var call = AddFrame(charger, "Authorize", payload: """{"idTag":"Ä"}""");

        Assert.Equal("""[2,"u1","Authorize",{"idTag":"Ä"}]""", WireText.Of(call));
        Assert.Equal("""[3,"u1",{}]""", WireText.Of(AddFrame(charger, "Authorize", FrameKind.Result, call)));
        Assert.Equal("""[4,"u1","InternalError","It broke",{}]""", WireText.Of(AddFrame(charger, "Authorize", FrameKind.Error, call)));
    }

    [Fact]
    public void Every_flag_has_its_words()
    {
        foreach (var flag in Enum.GetValues<FrameFlags>().Where(flag => flag != FrameFlags.None))
        {
            Assert.Single(FlagWords.Of(flag));
        }
    }

    private IRenderedComponent<MessageLog> RenderLog(LogQuery? query = null, Action<LogQuery>? changed = null) => Render<MessageLog>(parameters => parameters
        .Add(log => log.Query, query ?? new LogQuery())
        .Add(log => log.QueryChanged, changed ?? (_ => { })));

    private static List<string> Actions(IRenderedComponent<MessageLog> log) =>
        [.. log.FindAll("[data-testid=log-row] .log-action").Select(cell => cell.TextContent)];
}
