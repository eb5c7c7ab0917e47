using Bunit;
using ChargingConsole.Components.Live;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Journal;
using ChargingConsole.Tests.Data;

namespace ChargingConsole.Tests.Components;

public sealed class LogTimeTests : MessageLogContext
{
    [Fact]
    public void Times_tell_their_milliseconds_on_earlier_days_too_and_utc_where_they_are_pointed_at()
    {
        var charger = AddCharger("CP-1", true, ConnectorStatus.Available);
        Feed.Add(Rows.Frame(1) with { ChargePointKey = charger.Key });
        var log = RenderLog();
        Until(() => Assert.Equal("29 Mar 12:00:01.123", log.Find(".log-time").TextContent));

        log.Click("[data-testid=log-pause]");

        Assert.Matches(@"^2026-11-22 12:00:\d\d\.\d{3} UTC$", log.Find("[data-testid=log-state]").GetAttribute("title")!);
    }

    [Fact]
    public void How_far_a_search_came_tells_utc_where_it_is_pointed_at()
    {
        var reached = new JournalStretch { Frames = [], Next = 1, Reached = Rows.Noon, Share = 0.5, IsComplete = false };

        foreach (var state in new[] { LogSearchState.Searching, LogSearchState.Stopped, LogSearchState.Waiting })
        {
            var search = Render<LogSearch>(parameters => parameters.Add(view => view.State, state).Add(view => view.Reached, reached));
            Assert.Equal("2026-03-29 12:00:00.123 UTC", search.Find("[data-testid=log-search] > span").GetAttribute("title"));
        }
    }
}
