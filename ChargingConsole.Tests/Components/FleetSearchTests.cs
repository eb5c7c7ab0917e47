using Bunit;
using ChargingConsole.Components.Pages;
using ChargingConsole.Core.ChargePoints;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ChargingConsole.Tests.Components;

public sealed class FleetSearchTests : ConsoleContext
{
    private readonly SlowNavigation _browser = new("http://localhost/");

    public FleetSearchTests() => Services.AddSingleton<NavigationManager>(_browser);

    [Fact]
    public async Task What_is_typed_is_shown_before_the_browser_has_heard_of_its_new_address()
    {
        AddCharger("A-1", true, ConnectorStatus.Available);
        AddCharger("B-2", true, ConnectorStatus.Available);
        var page = Render<FleetPage>();

        page.Input("input[type=search]", "b-2");
        Clock.Advance(TimeSpan.FromMilliseconds(60));

        Until(() => Assert.Equal(["B-2"], page.FindAll(".tile-id").Select(id => id.TextContent)));
        Assert.Equal((1, "http://localhost/"), (_browser.Waiting, _browser.Uri));

        // What the browser tells at last changes nothing.
        await page.InvokeAsync(_browser.Arrive);
        Assert.Equal("http://localhost/?q=b-2", _browser.Uri);
        Assert.Equal(["B-2"], page.FindAll(".tile-id").Select(id => id.TextContent));
    }
}
