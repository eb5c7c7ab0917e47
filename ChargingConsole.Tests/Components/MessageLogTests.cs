using Bunit;
using ChargingConsole.Components.Live;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Journal;
using ChargingConsole.Core.Live;
using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Tests.Data;
using Microsoft.Extensions.DependencyInjection;

namespace ChargingConsole.Tests.Components;

public sealed class MessageLogTests : MessageLogContext
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

        log.Click("[data-testid=log-pause]");
        AddFrame(charger, "Heartbeat");
        Until(() => Assert.Contains("1 frame came meanwhile", log.Find(".log-foot").TextContent, StringComparison.Ordinal));
        Assert.Equal(["BootNotification"], Actions(log));

        log.Click("[data-testid=log-pause]");
        Assert.Equal(["BootNotification", "Heartbeat"], Actions(log));
        Assert.Contains("nothing is missing", log.Find("[data-testid=log-mark]").TextContent, StringComparison.Ordinal);
        Assert.Contains("Live", log.Find("[data-testid=log-state]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_filters_keep_the_pause_and_show_what_was_there_when_it_began()
    {
        var charger = AddCharger("CP-1", true, ConnectorStatus.Available);
        await StoreAsync([Stored(charger, -3, "Heartbeat") with { Id = -2 }]);
        AddFrame(charger, "BootNotification");
        AddFrame(charger, "Heartbeat");
        var log = RenderLog();
        Until(() => Assert.Equal(3, Actions(log).Count));
        log.Click("[data-testid=log-pause]");
        AddFrame(charger, "Heartbeat");
        AddFrame(charger, "Authorize");
        Until(() => Assert.Contains("2 frames came meanwhile", log.Find(".log-foot").TextContent, StringComparison.Ordinal));
        var since = log.Find("[data-testid=log-state]").TextContent;

        log.Render(parameters => parameters.Add(view => view.Query, new LogQuery { Action = "Heartbeat" }));

        Until(() => Assert.Equal(["Heartbeat", "Heartbeat"], Actions(log)));
        Assert.Equal(since, log.Find("[data-testid=log-state]").TextContent);
        Assert.Equal("true", log.Find("[data-testid=log-pause]").GetAttribute("aria-pressed"));
        Assert.Contains("1 frame came meanwhile", log.Find(".log-foot").TextContent, StringComparison.Ordinal);
        AddFrame(charger, "Heartbeat");
        Until(() => Assert.Contains("2 frames came meanwhile", log.Find(".log-foot").TextContent, StringComparison.Ordinal));

        log.Click("[data-testid=log-pause]");

        Assert.Equal(["Heartbeat", "Heartbeat", "Heartbeat", "Heartbeat"], Actions(log));
        Assert.Single(log.FindAll("[data-testid=log-mark]"));
    }

    [Fact]
    public void A_pause_that_the_feed_no_longer_reaches_back_to_shows_the_past_alone_under_other_filters()
    {
        var charger = AddCharger("CP-1", true, ConnectorStatus.Available);
        AddFrame(charger, "BootNotification");
        var log = RenderLog();
        Until(() => Assert.Single(Actions(log)));
        log.Click("[data-testid=log-pause]");
        for (var i = 0; i < LiveFeed.FrameCapacity + 5; i++)
        {
            AddFrame(charger, "Heartbeat");
        }

        log.Render(parameters => parameters.Add(view => view.Query, new LogQuery { Action = "Heartbeat" }));

        Until(() => Assert.Contains("frames came meanwhile", log.Find(".log-foot").TextContent, StringComparison.Ordinal));
        Assert.Empty(Actions(log));
        log.Click("[data-testid=log-pause]");
        Assert.NotEmpty(Actions(log));
        Assert.Empty(log.FindAll("[data-testid=log-mark]"));
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
        var row = Render<LogRow>(parameters => parameters.Add(view => view.Entry, LogEntry.Gap(1234, LogBreak.Browser)));

        Assert.Equal("1,234 frames are missing here: the browser could not keep up", row.Find("[data-testid=log-gap]").TextContent);
        Assert.True(LogEntry.Gap(1, LogBreak.Journal).IsGap);
        Assert.False(LogEntry.Paused(Clock.GetUtcNow()).IsGap);
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
    public void On_a_phone_the_filters_are_a_sheet_and_its_button_tells_how_many_are_set()
    {
        AddCharger("CP-1", true, ConnectorStatus.Available);
        var log = RenderLog(new LogQuery { Charger = "CP-1", Errors = true, Transaction = 7, Text = "seen in its field" });
        Assert.Equal("Filters (3)", log.Find("[data-testid=log-filters-open]").TextContent.Trim());
        Assert.Empty(log.FindAll("[data-testid=log-filters-done]"));

        log.Click("[data-testid=log-filters-open]");

        Assert.Equal("true", log.Find("[data-testid=log-filters-open]").GetAttribute("aria-expanded"));
        Assert.Equal("dialog", log.Find(".log-filters.open").GetAttribute("role"));
        log.Click("[data-testid=log-filters-done]");
        Assert.Empty(log.FindAll(".log-filters.open"));
        Assert.Equal("Filters", Render<LogToolbar>(parameters => parameters.Add(tools => tools.Query, new LogQuery { Charger = "CP-1" }).Add(tools => tools.Single, true)).Find("[data-testid=log-filters-open]").TextContent.Trim());
    }

    [Fact]
    public void Nothing_that_matches_offers_to_clear_the_filters()
    {
        AddFrame(AddCharger("CP-1", true, ConnectorStatus.Available), "Heartbeat");
        LogQuery? cleared = null;
        var log = RenderLog(new LogQuery { Charger = "CP-9" }, query => cleared = query);
        Until(() => Assert.Single(log.FindAll("[data-testid=log-no-match]")));

        log.Click("[data-testid=log-no-match] button");

        Assert.Equal(new LogQuery(), cleared);
    }

    [Fact]
    public void A_session_s_log_has_its_exchanges_whole_what_is_there_and_what_comes()
    {
        var charger = AddCharger("CP-1", true, ConnectorStatus.Available);
        var start = AddFrame(charger, "StartTransaction", payload: """{"idTag":"X"}""");
        AddFrame(charger, "StartTransaction", FrameKind.Result, start, """{"transactionId":7}""");
        AddFrame(charger, "MeterValues", payload: """{"transactionId":70}""");
        LogQuery? asked = null;
        var log = RenderLog(new LogQuery { Transaction = 7 }, query => asked = query);
        Until(() => Assert.Equal(["StartTransaction", "StartTransaction ✓"], Actions(log)));

        var values = AddFrame(charger, "MeterValues", payload: """{"transactionId": 7}""");
        Until(() => Assert.Equal(3, Actions(log).Count));
        AddFrame(charger, "MeterValues", FrameKind.Result, values);

        Until(() => Assert.Equal(["StartTransaction", "StartTransaction ✓", "MeterValues", "MeterValues ✓"], Actions(log)));
        Assert.Equal("7", log.Find("[data-testid=log-transaction]").GetAttribute("value"));
        log.Change("[data-testid=log-transaction]", "");
        Assert.Equal(new LogQuery(), asked);
    }

    [Fact]
    public void The_details_pair_a_call_with_its_answer_and_the_time_between()
    {
        var charger = AddCharger("CP-1", true, ConnectorStatus.Available);
        var call = AddFrame(charger, "StartTransaction", payload: """{"idTag":"<b>X</b>"}""");
        AddFrame(charger, "StartTransaction", FrameKind.Result, call, """{"transactionId":7}""");
        var log = RenderLog();
        Until(() => Assert.Equal(2, Actions(log).Count));

        Choose(log);

        var details = log.Find("[data-testid=frame-details]");
        Assert.Contains("answered after 12 ms", details.TextContent, StringComparison.Ordinal);
        Assert.Contains("\"transactionId\": 7", details.QuerySelector("[data-testid=frame-result]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("<b>X</b>", details.QuerySelector("[data-testid=frame-call] pre")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(details.QuerySelectorAll("b"));
        Assert.Contains("paired", log.FindAll("[data-testid=log-row]")[1].ClassList);

        log.Click("[data-key=close]");
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

        log.Click("[data-testid=log-new]");
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

    [Fact]
    public void A_member_tells_its_meaning_and_an_unknown_one_is_plain()
    {
        var charger = AddCharger("CP-1", true, ConnectorStatus.Available);
        AddFrame(charger, "StatusNotification", payload: """{"connectorId":1,"status":"Available","x":1}""");
        var log = RenderLog();
        Until(() => Assert.Single(Actions(log)));

        Choose(log);

        var told = log.FindAll("button.json-key");
        Assert.Equal(["\"connectorId\"", "\"status\""], told.Select(key => key.TextContent));
        Assert.StartsWith("The connector's state", told[1].GetAttribute("data-meaning"), StringComparison.Ordinal);
        Assert.Equal("\"x\"", log.Find("span.json-key").TextContent);
    }

    [Fact]
    public void The_export_names_what_is_filtered_in_words_and_in_its_address()
    {
        AddCharger("CP/1", true, ConnectorStatus.Available);
        var log = RenderLog(new LogQuery { Charger = "CP/1", Kind = "error", SlowMs = 250, Text = "a&b" });

        log.Click("[data-testid=log-export-open]");

        Assert.Contains("CP/1 · Errors (CALLERROR) · slower than 250 ms · “a&b”", log.Find("[data-testid=log-export]").TextContent, StringComparison.Ordinal);
        Assert.StartsWith("/api/messages/export?format=csv&charge_point_id=CP%2F1&kind=error&latency_over=250&q=a%26b&watch=", log.Find("[data-testid=export-csv]").GetAttribute("href"), StringComparison.Ordinal);
        log.Click("[aria-label='Close the export']");
        Assert.Empty(log.FindAll("[data-testid=log-export]"));
    }

    [Fact]
    public void A_query_is_the_same_after_its_way_through_the_address()
    {
        var query = new LogQuery
        {
            Charger = "a b/c%é|1",
            Action = "Heartbeat",
            Direction = "out",
            Kind = "result",
            Errors = true,
            Flagged = true,
            SlowMs = 20,
            Text = "{\"a\":1}",
            Transaction = 7,
            From = Clock.GetUtcNow(),
            To = Clock.GetUtcNow().AddMilliseconds(1500),
        };
        var address = Microsoft.AspNetCore.WebUtilities.QueryHelpers.AddQueryString(
            "http://localhost/log", query.Members(withCharger: true).Where(member => member.Value is not null).ToDictionary(member => member.Key, member => (string?)member.Value!.ToString()));

        Assert.Equal(query, LogQuery.Read(address));
    }
}
