using Bunit;
using ChargingConsole.Components.Chargers;
using ChargingConsole.Components.Pages;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Ocpp;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Tests.Components;

/// <summary>A charger that is connected and tells nothing for more than twice its heartbeat interval.</summary>
public sealed class SilenceTests : ConsoleContext
{
    private TimeSpan Interval => TimeSpan.FromSeconds(Services.GetRequiredService<IOptions<OcppOptions>>().Value.HeartbeatSeconds);

    [Fact]
    public void It_is_silent_after_two_intervals_and_not_before_and_never_while_it_is_away()
    {
        var silence = Services.GetRequiredService<Silence>();
        var (here, away) = (AddCharger("CP-1", true, ConnectorStatus.Available), AddCharger("CP-2", false, ConnectorStatus.Available));
        here.Heard(Clock.GetUtcNow().AddMinutes(1));
        away.Heard(Clock.GetUtcNow());

        Clock.Advance((2 * Interval) + TimeSpan.FromMinutes(1));
        Assert.Null(silence.Since(here));
        Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(here.LastHeardAt, silence.Since(here));
        Assert.Null(silence.Since(away));
    }

    [Fact]
    public void What_was_heard_on_an_earlier_connection_does_not_make_a_new_one_silent()
    {
        var silence = Services.GetRequiredService<Silence>();
        var charger = AddCharger("CP-1", false, ConnectorStatus.Available);
        charger.Heard(Clock.GetUtcNow());
        Clock.Advance(3 * Interval);

        Change(charger, state => state with { Connection = new ConnectionState { SessionId = 2, Since = Clock.GetUtcNow(), RemoteAddress = "10.0.0.1" } });

        Assert.Null(silence.Since(charger));
    }

    [Fact]
    public void The_fleet_tells_of_it_without_a_message_and_takes_it_back_when_the_charger_speaks()
    {
        var charger = AddCharger("CP-1", true, ConnectorStatus.Available);
        charger.Heard(Clock.GetUtcNow());
        var page = Render<FleetPage>();
        Until(() => Assert.Empty(page.FindComponent<FleetTile>().FindAll("[data-testid=silent]")));

        Clock.Advance((2 * Interval) + TimeSpan.FromSeconds(1));
        Until(() => Assert.Equal("is-waiting", page.FindComponent<FleetTile>().Find("[data-testid=silent]").ClassList[1]));
        charger.Heard(Clock.GetUtcNow());

        Until(() => Assert.Empty(page.FindComponent<FleetTile>().FindAll("[data-testid=silent]")));
    }

    [Fact]
    public void The_table_and_the_charger_s_own_page_tell_of_it_too()
    {
        var charger = AddCharger("CP-1", true, ConnectorStatus.Available);
        charger.Heard(Clock.GetUtcNow());
        Services.GetRequiredService<NavigationManager>().NavigateTo("/chargers/CP-1?tab=settings");
        var page = Render<ChargerPage>(parameters => parameters.Add(view => view.Id, "CP-1"));
        Assert.Empty(page.FindAll("[data-testid=silent-warning]"));

        Clock.Advance((2 * Interval) + TimeSpan.FromSeconds(1));

        Until(() => Assert.NotNull(page.Find("[data-testid=silent-warning]")));
        Assert.NotNull(Render<FleetTableRow>(parameters => parameters.Add(view => view.ChargePoint, charger)).Find("[data-testid=silent]"));
    }
}
