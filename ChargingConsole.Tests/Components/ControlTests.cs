using Bunit;
using ChargingConsole.Components;
using ChargingConsole.Components.Controls;
using ChargingConsole.Components.Pages;
using ChargingConsole.Core.ChargePoints;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ChargingConsole.Tests.Components;

public sealed class ControlTests : ConsoleContext
{
    [Fact]
    public void Json_is_indented_coloured_and_encoded()
    {
        var view = Render<JsonView>(parameters => parameters.Add(json => json.Json, """{"a":[1,true,null],"b":"<script>","c":{}}"""));

        Assert.Equal("{\n  \"a\": [\n    1,\n    true,\n    null\n  ],\n  \"b\": \"<script>\",\n  \"c\": {}\n}", view.Find("pre").TextContent);
        Assert.Equal("1", view.Find(".json-number").TextContent);
        Assert.Empty(view.FindAll("script"));
    }

    [Fact]
    public void What_is_no_json_is_shown_as_it_is() =>
        Assert.Equal("[2,\"x\",oops", JsonToken.Pretty("[2,\"x\",oops"));

    [Fact]
    public void A_search_tells_its_text_once_typing_pauses()
    {
        var told = new List<string>();
        var box = Render<SearchBox>(parameters => parameters.Add(search => search.ValueChanged, told.Add));

        box.Input("input", "D");
        box.Input("input", "DE");
        box.Input("input", "DEM");

        Until(() => Assert.Equal(["DEM"], told));
    }

    [Theory]
    [InlineData(0, "0.0 kW")]
    [InlineData(7_360, "7.4 kW")]
    [InlineData(149_700, "150 kW")]
    [InlineData(1_234_000, "1,234 kW")]
    public void Power_is_told_in_kilowatts_with_its_unit(double watts, string text) => Assert.Equal(text, Figures.Power(watts));

    [Theory]
    [InlineData(900, "<1 ms")]
    [InlineData(42_300, "42 ms")]
    [InlineData(1_540_000, "1.5 s")]
    public void Latency_is_told_in_the_unit_that_fits(long microseconds, string text) => Assert.Equal(text, Figures.Latency(microseconds));

    [Fact]
    public void A_charger_that_never_connected_gets_the_address_to_use()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("/chargers/A%2FB");

        var page = Render<ChargerPage>(parameters => parameters.Add(charger => charger.Id, "A/B"));

        Assert.Contains("A/B has never connected", page.Markup, StringComparison.Ordinal);
        Assert.Contains("ws://localhost:9000/A%2FB", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_of_a_charger_comes_to_life_when_it_connects()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("/chargers/CP-7");
        var page = Render<ChargerPage>(parameters => parameters.Add(charger => charger.Id, "CP-7"));

        AddCharger("CP-7", true, ConnectorStatus.Available, ConnectorStatus.Faulted);

        Until(() => Assert.Equal(2, page.FindAll("[data-testid=connector-card]").Count));
    }

    [Fact]
    public void An_offline_charger_says_what_to_do_next()
    {
        AddCharger("CP-7", false, ConnectorStatus.Available);
        Services.GetRequiredService<NavigationManager>().NavigateTo("/chargers/CP-7");

        var page = Render<ChargerPage>(parameters => parameters.Add(charger => charger.Id, "CP-7"));

        Assert.Contains("Check its power and its network", page.Find("[data-testid=offline]").TextContent, StringComparison.Ordinal);
        Assert.True(page.Find("[data-testid=start]").HasAttribute("disabled"));
    }

    [Fact]
    public void No_session_yet_and_no_session_that_matches_are_different_texts()
    {
        var page = Render<SessionsPage>();
        Until(() => Assert.Single(page.FindAll("[data-testid=sessions-empty]")));

        Services.GetRequiredService<NavigationManager>().NavigateTo("/sessions?tag=NOBODY");
        var filtered = Render<SessionsPage>();
        Until(() => Assert.Single(filtered.FindAll("[data-testid=sessions-no-match]")));
    }
}
