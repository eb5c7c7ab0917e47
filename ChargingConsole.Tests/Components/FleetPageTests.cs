using Bunit;
using ChargingConsole.Components.Chargers;
using ChargingConsole.Components.Pages;
using ChargingConsole.Core.ChargePoints;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ChargingConsole.Tests.Components;

public sealed class FleetPageTests : ConsoleContext
{
    [Fact]
    public void An_empty_fleet_shows_the_address_to_configure_and_the_simulator()
    {
        var page = Render<FleetPage>();

        var notice = page.Find("[data-testid=fleet-empty]");
        Assert.Contains("ws://localhost:9000/<charger-id>", notice.TextContent, StringComparison.Ordinal);
        Assert.Contains("--url ws://localhost:9000 --chargers 3", notice.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void The_figures_count_the_fleet_and_lead_to_the_filtered_list()
    {
        AddCharger("A-1", true, ConnectorStatus.Available);
        Charge(AddCharger("A-2", true, ConnectorStatus.Charging), 1, 7400, 500);
        AddCharger("A-3", true, ConnectorStatus.Faulted);
        AddCharger("A-4", false, ConnectorStatus.Available);

        var page = Render<FleetPage>();

        Assert.Equal("3", page.Find("[data-testid=figure-online] .figure-value").TextContent);
        Assert.Equal("1", page.Find("[data-testid=figure-charging] .figure-value").TextContent);
        Assert.Equal("1", page.Find("[data-testid=figure-faulted] .figure-value").TextContent);
        Assert.Equal("1", page.Find("[data-testid=figure-offline] .figure-value").TextContent);
        Assert.Contains("7.4 kW", page.Find("[data-testid=figure-power]").TextContent, StringComparison.Ordinal);
        Assert.Equal("/?state=charging", page.Find("[data-testid=figure-charging]").GetAttribute("href"));
    }

    [Theory]
    [InlineData("online", 3)]
    [InlineData("charging", 1)]
    [InlineData("faulted", 1)]
    [InlineData("offline", 1)]
    [InlineData("available", 1)]
    public void The_state_in_the_address_filters_the_list(string state, int count)
    {
        AddCharger("A-1", true, ConnectorStatus.Available);
        Charge(AddCharger("A-2", true, ConnectorStatus.Charging), 1, 7400, 500);
        AddCharger("A-3", true, ConnectorStatus.Faulted);
        AddCharger("A-4", false, ConnectorStatus.Available);

        Assert.Equal(count, Fleet.All.Count(chargePoint => new FleetFilter(state, null).Matches(chargePoint.State)));
    }

    [Fact]
    public void Nothing_that_matches_is_told_apart_from_an_empty_fleet_and_can_be_cleared()
    {
        AddCharger("A-1", true, ConnectorStatus.Available);
        var navigation = Services.GetRequiredService<NavigationManager>();
        navigation.NavigateTo("/?q=zebra");

        var page = Render<FleetPage>();
        page.Click("[data-testid=fleet-no-match] button");

        Assert.Equal("http://localhost/", navigation.Uri);
        Assert.Empty(page.FindAll("[data-testid=fleet-no-match]"));
    }

    [Fact]
    public void A_charger_that_connects_while_the_page_is_open_appears_by_itself()
    {
        var page = Render<FleetPage>();
        AddCharger("NEW-1", true, ConnectorStatus.Available);

        Until(() => Assert.Equal("1", page.Find("[data-testid=figure-online] .figure-value").TextContent));
        Assert.Empty(page.FindAll("[data-testid=fleet-empty]"));
    }

    [Fact]
    public void Ids_are_ordered_by_the_value_of_their_numbers()
    {
        string[] ids = ["CP-10", "cp-2", "CP-1"];

        Assert.Equal(["CP-1", "cp-2", "CP-10"], ids.Order(FleetFilter.Order));
    }

    [Fact]
    public void A_tile_renders_when_its_charger_changed_and_not_otherwise()
    {
        var chargePoint = AddCharger("A-1", true, ConnectorStatus.Available);
        var bell = new ChangeBell();
        var tile = Render<FleetTile>(parameters => parameters.Add(view => view.ChargePoint, chargePoint).AddCascadingValue(bell));
        var before = tile.RenderCount;

        tile.InvokeAsync(() => bell.Ring([chargePoint]));
        Assert.Equal(before, tile.RenderCount);

        Charge(chargePoint, 1, 11_000, 0);
        tile.InvokeAsync(() => bell.Ring([chargePoint]));
        Assert.Equal(before + 1, tile.RenderCount);
        Assert.Contains("11.0 kW", tile.Find(".tile-power").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void An_odd_id_is_escaped_in_the_link_and_read_back_from_the_address()
    {
        var chargePoint = AddCharger("A/B ü#?%", true, ConnectorStatus.Available);

        var tile = Render<FleetTile>(parameters => parameters.Add(view => view.ChargePoint, chargePoint));
        var href = tile.Find("a").GetAttribute("href")!;

        Assert.Equal("/chargers/A%2FB%20%C3%BC%23%3F%25", href);
        Assert.Equal("A/B ü#?%", ChargingConsole.Components.Links.ChargerIdOf("http://localhost" + href));
    }
}
