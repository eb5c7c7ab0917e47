using System.Globalization;
using Bunit;
using ChargingConsole.Components.Live;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Journal;
using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Tests.Data;

namespace ChargingConsole.Tests.Components;

/// <summary>What is not in sight any more: found in the feed and in the journal.</summary>
public sealed class MessageLogHistoryTests : MessageLogContext
{
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

        Until(() =>
        {
            Assert.Equal(2, log.FindAll("[data-testid=frame-details] .frame-card").Count);
            Assert.Contains("History", log.Find("[data-testid=log-state]").TextContent, StringComparison.Ordinal);
            Assert.Contains("Reset", log.Find(".log-row.selected").TextContent, StringComparison.Ordinal);
        });
        log.Click("[data-testid=jump]");

        Until(() => Assert.Contains("Reset ✓", log.Find(".log-row.selected").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_row_that_is_gone_from_the_view_at_the_click_is_opened_though_the_journal_does_not_have_it_yet()
    {
        var charger = AddCharger("CP-1", true, ConnectorStatus.Available);
        var frame = AddFrame(charger, "Authorize");
        var log = RenderLog();
        Until(() => Assert.Single(Actions(log)));
        for (var i = 0; i < LogBuffer.DefaultCapacity; i++)
        {
            AddFrame(charger, "Heartbeat");
        }

        Until(() => Assert.DoesNotContain("Authorize", Actions(log)));

        await log.InvokeAsync(() => log.Instance.Choose(frame.Id, 140));

        Until(() => Assert.Contains("Authorize", log.Find(".log-row.selected").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_row_that_was_just_opened_stays_in_sight_while_the_address_still_tells_the_place_before()
    {
        var charger = AddCharger("CP-1", true, ConnectorStatus.Available);
        var frames = Enumerable.Range(0, 500).Select(_ => AddFrame(charger, "Heartbeat")).ToList();
        long? told = null;
        var log = Render<MessageLog>(parameters => parameters.Add(view => view.Query, new LogQuery()).Add(view => view.PositionChanged, place => told = place));
        Until(() => Assert.NotEmpty(Actions(log)));
        await log.InvokeAsync(() => log.Instance.Scrolled(1000, 280, 28, false));
        Until(() => Assert.NotNull(told));
        var place = told;
        log.Render(parameters => parameters.Add(view => view.Position, place));
        log.Click("[data-key=follow]");

        await log.InvokeAsync(() => log.Instance.Choose(frames[^5].Id, 140));
        log.Render(parameters => parameters.Add(view => view.Position, place));

        Assert.Equal(frames[^5].Id.ToString(CultureInfo.InvariantCulture), log.Find(".log-row.selected").GetAttribute("data-frame"));
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
}
