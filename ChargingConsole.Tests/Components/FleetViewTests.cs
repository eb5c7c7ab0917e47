using Bunit;
using ChargingConsole.Components.Chargers;
using ChargingConsole.Components.Controls;
using ChargingConsole.Components.Pages;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Views;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace ChargingConsole.Tests.Components;

public sealed class FleetViewTests : ConsoleContext
{
    [Fact]
    public void A_charger_in_maintenance_is_counted_as_that_alone_and_tells_its_reason()
    {
        Maintain(AddCharger("A-1", true, ConnectorStatus.Faulted), "Plug is broken");
        Maintain(AddCharger("A-2", false, ConnectorStatus.Available), "Moving house");

        var page = Render<FleetPage>();

        Assert.Equal("2", page.Find("[data-testid=figure-maintenance] .figure-value").TextContent);
        Assert.Equal("0", page.Find("[data-testid=figure-faulted] .figure-value").TextContent);
        Assert.Equal("0", page.Find("[data-testid=figure-offline] .figure-value").TextContent);
        Assert.Contains("Plug is broken", page.FindComponents<FleetTile>()[0].Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void The_site_filter_offers_the_sites_there_are_and_those_without_one()
    {
        Place(AddCharger("A-1", true, ConnectorStatus.Available), "Depot");
        AddCharger("A-2", true, ConnectorStatus.Available);

        var page = Render<FleetPage>();
        page.Change("[data-testid=filter-site]", "Depot");

        Assert.EndsWith("?site=Depot", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        Assert.Equal(["*", "Depot", ""], page.FindAll("[data-testid=filter-site] option").Select(option => option.GetAttribute("value")));
        Assert.True(new FleetFilter(null, null, "depot").Matches(Fleet.Find("A-1")!.State));
        Assert.True(new FleetFilter(null, null, "").Matches(Fleet.Find("A-2")!.State));
        Assert.False(new FleetFilter(null, null, "Depot").Matches(Fleet.Find("A-2")!.State));
    }

    [Fact]
    public void Several_states_are_chosen_in_a_menu_and_stand_in_the_address()
    {
        AddCharger("A-1", true, ConnectorStatus.Faulted);
        AddCharger("A-2", false, ConnectorStatus.Available);
        AddCharger("A-3", true, ConnectorStatus.Available);
        var navigation = Services.GetRequiredService<NavigationManager>();
        var popovers = Render<MudPopoverProvider>();
        var page = Render<FleetPage>();

        page.Click("[data-testid=filter-state]");
        Until(() => Assert.Equal("false", popovers.Find("[data-testid=state-faulted]").GetAttribute("aria-checked")));
        Assert.Equal("menuitemcheckbox", popovers.Find("[data-testid=state-faulted]").GetAttribute("role"));
        popovers.Click("[data-testid=state-offline]");
        popovers.Click("[data-testid=state-faulted]");

        Until(() => Assert.Equal(["A-1", "A-2"], page.FindAll(".tile-id").Select(id => id.TextContent)));
        Assert.EndsWith("?state=faulted,offline", Uri.UnescapeDataString(navigation.Uri), StringComparison.Ordinal);
        Assert.Equal("Faulted, Offline", page.Find("[data-testid=filter-state]").TextContent);
        Until(() => Assert.Equal("true", popovers.Find("[data-testid=state-faulted]").GetAttribute("aria-checked")));

        popovers.Click("[data-testid=state-offline]");
        Until(() => Assert.Equal(["A-1"], page.FindAll(".tile-id").Select(id => id.TextContent)));
        Assert.Equal("true", page.Find("[data-testid=figure-faulted]").GetAttribute("aria-current"));
        popovers.Click("[data-testid=state-all]");
        Until(() => Assert.Equal(3, page.FindAll(".tile-id").Count));
    }

    [Theory]
    [InlineData(null, "offline", "offline")]
    [InlineData("offline", "faulted", "faulted,offline")]
    [InlineData("faulted,offline", "faulted", "offline")]
    [InlineData("offline", "offline", null)]
    [InlineData("Faulted, lost", "online", "online,faulted")]
    public void A_state_is_added_to_the_filter_or_taken_away(string? state, string word, string? expected) =>
        Assert.Equal(expected, FleetFilter.Toggle(state, word));

    [Fact]
    public void A_state_that_there_is_not_matches_no_charger()
    {
        var state = AddCharger("A-1", true, ConnectorStatus.Available).State;

        Assert.False(new FleetFilter("lost", null).Matches(state));
        Assert.True(new FleetFilter("lost,available", null).Matches(state));
        Assert.True(new FleetFilter("", null).Matches(state));
    }

    [Fact]
    public void The_map_is_offered_once_a_charger_has_coordinates_and_says_who_is_not_on_it()
    {
        AddCharger("A-1", true, ConnectorStatus.Available);
        Assert.Empty(Render<FleetPage>().FindAll("[data-testid=view-map]"));
        Place(AddCharger("A-2", true, ConnectorStatus.Available), "Depot");

        var page = Render<FleetPage>();
        page.Click("[data-testid=view-map]");
        var map = Render<FleetMap>(parameters => parameters.Add(view => view.Chargers, [Fleet.Find("A-1")!, Fleet.Find("A-2")!]));

        Assert.Contains("view=map", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        Assert.Contains("1 charger on the map", map.Markup, StringComparison.Ordinal);
        Assert.Contains("1 has no coordinates", map.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_saved_view_is_there_for_the_one_who_saved_it_and_for_nobody_else()
    {
        var views = Services.GetRequiredService<SavedViews>();
        await views.PutAsync("Olga", "fleet", "Broken", "?state=faulted");
        await views.PutAsync("olga", "fleet", "broken", "?state=faulted&site=Depot");
        await views.PutAsync("Paul", "fleet", "His", "?state=offline");

        var mine = Assert.Single(await views.ListAsync("Olga", "fleet", Xunit.TestContext.Current.CancellationToken));
        var menu = Render<ViewsMenu>(parameters => parameters.Add(view => view.Page, "fleet").Add(view => view.Query, "?state=faulted&site=Depot"));

        Assert.Equal("?state=faulted&site=Depot", mine.Query);
        Until(() => Assert.Contains(mine.Name, menu.Find("[data-testid=views]").TextContent, StringComparison.Ordinal));
        await views.RemoveAsync(mine);
        Assert.Empty(await views.ListAsync("Olga", "fleet", Xunit.TestContext.Current.CancellationToken));
    }

    private void Maintain(ChargePoint chargePoint, string reason) => Change(chargePoint, state => state with
    {
        Maintenance = new MaintenanceRow { ChargePointKey = chargePoint.Key, Reason = reason, Since = Clock.GetUtcNow(), By = "Olga" },
    });

    private void Place(ChargePoint chargePoint, string site) => Change(chargePoint, state => state with { Row = state.Row with { Site = site, Latitude = 48.7, Longitude = 9.1 } });
}
