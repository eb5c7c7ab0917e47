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
    public async Task What_lies_before_is_found_in_the_journal_and_loaded_on_as_somebody_scrolls_up()
    {
        var charger = AddCharger("CP-1", true, ConnectorStatus.Available);
        await StoreAsync(Enumerable.Range(1, 900).Select(number => Stored(charger, number, "Heartbeat")));
        var log = RenderLog();
        Until(() =>
        {
            Assert.Equal("300 rows", log.Find(".log-foot .hide-phone").TextContent);
            Assert.Contains("Load older frames", log.Find("[data-testid=log-search]").TextContent, StringComparison.Ordinal);
        });

        await log.InvokeAsync(() => log.Instance.Scrolled(0, 280, 28, false));
        Until(() =>
        {
            Assert.Equal("600 rows", log.Find(".log-foot .hide-phone").TextContent);
            Assert.Single(log.FindAll("[data-testid=log-older]"));
        });
        log.Click("[data-testid=log-older]");
        Until(() => Assert.Equal("900 rows", log.Find(".log-foot .hide-phone").TextContent));

        Until(() => Assert.Contains("Nothing lies before", log.Find("[data-testid=log-search]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_scrolls_up_in_a_log_that_has_run_on_misses_nothing_between_then_and_now()
    {
        var charger = AddCharger("CP-1", true, ConnectorStatus.Available);
        await StoreAsync(Enumerable.Range(1, 2_500).Select(number => Stored(charger, number, "Heartbeat")));
        var log = RenderLog();
        Until(() => Assert.Equal("300 rows", log.Find(".log-foot .hide-phone").TextContent));
        await StoreAsync(Enumerable.Range(2_501, 2_400).Select(number => Stored(charger, number, "Reset")));
        foreach (var number in Enumerable.Range(2_501, 2_400))
        {
            Feed.Add(Rows.Frame(number) with { Id = Rows.Frame(number).Id & ~1L, ChargePointKey = charger.Key, Action = "Reset" });
        }

        Until(() => Assert.Equal("2000 rows", RowsIn(log)));

        await log.InvokeAsync(() => log.Instance.Scrolled(0, 280, 28, false));

        Until(() => Assert.Equal("2300 rows", RowsIn(log)));
        // What is drawn reaches into what was found: it is what came right before, and not what lay before the page was opened.
        Assert.All(Actions(log), action => Assert.Equal("Reset", action));
    }

    [Fact]
    public async Task A_search_that_finds_nothing_for_long_tells_how_far_it_is_and_can_be_stopped_and_go_on()
    {
        var charger = AddCharger("CP-1", true, ConnectorStatus.Available);
        // More than the first stretch; the clock stands, so the search rests behind it.
        await StoreAsync(Enumerable.Range(1, 2_500).Select(number => Stored(charger, number, number == 1 ? "BootNotification" : "Heartbeat")));
        var log = RenderLog(new LogQuery { Action = "BootNotification" });
        for (var tries = 0; tries < 2_400 && !log.Find("[data-testid=log-search]").TextContent.Contains("back to", StringComparison.Ordinal); tries++)
        {
            await Task.Delay(25, Xunit.TestContext.Current.CancellationToken);
        }

        Assert.Contains("0 found", log.Find("[data-testid=log-search]").TextContent, StringComparison.Ordinal);
        Assert.InRange(double.Parse(log.Find("progress").GetAttribute("value")!, System.Globalization.CultureInfo.InvariantCulture), 0.5, 0.99);
        log.Click("[data-testid=log-search-stop]");
        Assert.Contains("Stopped at", log.Find("[data-testid=log-search]").TextContent, StringComparison.Ordinal);
        Assert.Empty(log.FindAll("[data-testid=log-row]"));

        log.Click("[data-testid=log-search-on]");

        Until(() => Assert.Equal(["BootNotification"], Actions(log)));
    }

    [Fact]
    public async Task A_link_to_a_frame_of_the_past_shows_it_among_those_around_it_and_leads_to_its_other_half()
    {
        var charger = AddCharger("CP-1", true, ConnectorStatus.Available);
        var rows = Enumerable.Range(1, 3_000).Select(number => Stored(charger, number, "Heartbeat")).ToList();
        var call = Stored(charger, 20, "Reset") with { Direction = FrameDirection.Out };
        var answer = Stored(charger, 2_990, "Reset") with { Kind = FrameKind.Result, CallId = call.Id, LatencyMicroseconds = 5_000, Id = call.Id + 600_000_000 };
        await StoreAsync(rows.Where(row => row.Id != call.Id && row.Id != answer.Id).Append(call).Append(answer));
        var log = Render<MessageLog>(parameters => parameters.Add(view => view.Query, new LogQuery()).Add(view => view.At, call.Id));
        Until(() => Assert.Equal(2, log.FindAll("[data-testid=frame-details] .frame-card").Count));

        Assert.Contains("History", log.Find("[data-testid=log-state]").TextContent, StringComparison.Ordinal);
        Assert.Contains("Reset", log.Find(".log-row.selected").TextContent, StringComparison.Ordinal);
        log.Click("[data-testid=jump]");

        Until(() => Assert.Contains("Reset ✓", log.Find(".log-row.selected").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void A_link_to_a_frame_that_is_gone_says_so()
    {
        AddFrame(AddCharger("CP-1", true, ConnectorStatus.Available), "Heartbeat");
        var log = Render<MessageLog>(parameters => parameters.Add(view => view.Query, new LogQuery()).Add(view => view.At, 5_000));

        Until(() => Assert.Contains("not in the journal", log.Find("[data-testid=log-search]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_row_that_has_made_room_for_others_by_the_time_of_the_click_is_opened_where_it_was()
    {
        var charger = AddCharger("CP-1", true, ConnectorStatus.Available);
        var frame = AddFrame(charger, "Authorize");
        var log = RenderLog();
        Until(() => Assert.Single(Actions(log)));
        for (var i = 0; i < 300; i++)
        {
            AddFrame(charger, "Heartbeat");
        }

        Until(() => Assert.DoesNotContain("Authorize", Actions(log)));

        await log.InvokeAsync(() => log.Instance.Choose(frame.Id, 140));

        Assert.Contains("Authorize", log.Find(".log-row.selected").TextContent, StringComparison.Ordinal);
        Assert.Contains("Held while you read", log.Find("[data-testid=log-state]").TextContent, StringComparison.Ordinal);
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
            From = Clock.GetUtcNow(),
            To = Clock.GetUtcNow().AddMilliseconds(1500),
        };
        var address = Microsoft.AspNetCore.WebUtilities.QueryHelpers.AddQueryString(
            "http://localhost/log", query.Members(withCharger: true).Where(member => member.Value is not null).ToDictionary(member => member.Key, member => (string?)member.Value!.ToString()));

        Assert.Equal(query, LogQuery.Read(address));
    }

    private static ExchangeRow Stored(ChargePoint charger, int number, string action) => ExchangeRow.Of(Rows.Frame(number)) with
    {
        Id = Rows.Frame(number).Id & ~1L,
        ChargePointKey = charger.Key,
        Action = action,
    };

    private async Task StoreAsync(IEnumerable<ExchangeRow> rows)
    {
        await using var database = Services.GetRequiredService<ChargingDatabase>().OpenReader();
        database.AddRange(rows);
        await database.SaveChangesAsync(Xunit.TestContext.Current.CancellationToken);
    }

    private IRenderedComponent<MessageLog> RenderLog(LogQuery? query = null, Action<LogQuery>? changed = null) => Render<MessageLog>(parameters => parameters
        .Add(log => log.Query, query ?? new LogQuery())
        .Add(log => log.QueryChanged, changed ?? (_ => { })));

    private static string RowsIn(IRenderedComponent<MessageLog> log) => log.Find(".log-foot .hide-phone").TextContent.Replace(",", "", StringComparison.Ordinal);

    private static List<string> Actions(IRenderedComponent<MessageLog> log) =>
        [.. log.FindAll("[data-testid=log-row] .log-action").Select(cell => cell.TextContent)];

    // What the browser does when a row is clicked.
    private static void Choose(IRenderedComponent<MessageLog> log)
    {
        var id = long.Parse(log.Find("[data-testid=log-row]").GetAttribute("data-frame")!, System.Globalization.CultureInfo.InvariantCulture);
        log.InvokeAsync(() => log.Instance.Choose(id, 10)).GetAwaiter().GetResult();
    }
}
