using System.Text.RegularExpressions;
using ChargingConsole.Tests.Shared;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChargingConsole.Tests.EndToEnd;

/// <summary>Two operators at once, and one whose connection breaks.</summary>
[Collection(DemoConsoleTests.Name)]
public sealed partial class TogetherTests(DemoConsole console)
{
    // A close in order would be a goodbye, after which nobody calls again.
    private static readonly WebSocketRouteCloseOptions s_broken = new() { Code = 3001, Reason = "cut" };

    [Fact]
    public async Task Two_operators_see_each_others_commands_and_their_outcome()
    {
        var (first, second) = (await console.OpenAsync(), await console.OpenAsync());
        await DemoConsole.GoAsync(second, "/commands");
        await DemoConsole.GoAsync(first, $"/chargers/{DemoConsole.Charger}?tab=commands&action=ClearCache");

        await first.GetByTestId("send").ClickAsync();
        await Expect(first.GetByTestId("command-toast").First).ToBeVisibleAsync();

        var row = second.GetByTestId("command-row").Filter(new LocatorFilterOptions { HasText = "Clear cache" }).First;
        await Expect(row).ToContainTextAsync(DemoConsole.Charger);
        await Expect(row).ToContainTextAsync("The charger emptied its cache of tags.");
        await first.Context.DisposeAsync();
        await second.Context.DisposeAsync();
    }

    [Fact]
    public async Task A_page_that_lost_its_connection_says_since_when_it_is_stale_and_catches_up_wholly()
    {
        const string Newcomer = "CAME-WHILE-AWAY";
        var page = await console.OpenAsync();
        IWebSocketRoute? socket = null;
        var isCut = false;
        await page.RouteWebSocketAsync(Circuit(), route =>
        {
            if (isCut)
            {
                _ = route.CloseAsync(s_broken);
                return;
            }

            socket = route;
            _ = route.ConnectToServer();
        });
        // Else the page would go on by other means than a socket.
        await page.RouteAsync(Circuit(), route => isCut ? route.AbortAsync() : route.ContinueAsync());
        await DemoConsole.GoAsync(page, "/");
        await page.EvaluateAsync("window.notReloaded = true");

        isCut = true;
        await socket!.CloseAsync(s_broken);
        var banner = page.Locator("#stale-banner");
        await Expect(banner).ToContainTextAsync(Since());
        await using var charger = await RawCharger.BootAsync(console.Ocpp, Newcomer, 1);
        await Expect(page.GetByTestId("online")).ToContainTextAsync("/ 4");

        await page.EvaluateAsync("""
            new MutationObserver(() => { window.bannerSaid = document.getElementById("stale-text").textContent; })
              .observe(document.getElementById("stale-banner"), { childList: true, subtree: true });
            """);
        isCut = false;
        try
        {
            await page.Locator("#stale-retry").ClickAsync(new LocatorClickOptions { Timeout = 3_000 });
        }
        catch (TimeoutException)
        {
            // It was back by itself before it was asked to.
        }

        await Expect(banner).ToBeHiddenAsync();
        await Expect(page.GetByTestId("online")).ToContainTextAsync("/ 5");
        await Expect(page.GetByTestId("fleet-tile").Filter(new LocatorFilterOptions { HasText = Newcomer })).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("window.notReloaded === true"));
        Assert.Equal("Caught up: live again", await page.EvaluateAsync<string>("window.bannerSaid"));
        await page.Context.DisposeAsync();
    }

    [GeneratedRegex("/_blazor")]
    private static partial Regex Circuit();

    [GeneratedRegex(@"data as of \d\d:\d\d:\d\d")]
    private static partial Regex Since();
}
