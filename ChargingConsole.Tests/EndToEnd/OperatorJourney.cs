using System.Globalization;
using System.Text.RegularExpressions;
using ChargingConsole.Simulator.ChargePoints;
using ChargingConsole.Tests.Shared;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChargingConsole.Tests.EndToEnd;

/// <summary>What an operator does in a day, in a real browser against the real app.</summary>
[Collection(nameof(OneBrowser))]
public sealed partial class OperatorJourney(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task An_operator_sees_a_charger_come_online_starts_it_watches_it_stops_it_and_finds_the_session()
    {
        var folder = Directory.CreateTempSubdirectory("charging-console-browser-").FullName;
        await using var server = await ServerProcess.StartAsync(folder);
        var page = await browser.OpenAsync(server.Web);
        var trouble = new List<string>();
        page.PageError += (_, error) => trouble.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                trouble.Add(message.Text);
            }
        };

        // Nothing is connected: the page says where chargers connect to.
        await page.GotoAsync("/");
        await Expect(page.GetByText(server.Ocpp.Authority).First).ToBeVisibleAsync();

        // A charger comes, and the page shows it without being loaded again.
        await page.EvaluateAsync("window.notReloaded = true");
        await using var charger = new VirtualChargePoint(
            new ChargePointDescription
            {
                Id = "0748911403000154",
                Vendor = "Nordvolt",
                Model = "Wall 22kW",
                SerialNumber = "1",
                FirmwareVersion = "1.0",
                Location = "",
                Connectors = [new ConnectorDescription { Curve = ChargingCurve.Ac(22_000), BatteryWattHours = 60_000, InitialRegisterWattHours = 1_000 }],
                Seed = 1,
            },
            new VirtualChargePointOptions { CentralSystem = server.Ocpp, MeterValueInterval = TimeSpan.FromSeconds(1), PlugInAfterRemoteStart = TimeSpan.FromSeconds(1) });
        await charger.ConnectAsync(TestContext.Current.CancellationToken);
        await charger.BootUntilAcceptedAsync(TestContext.Current.CancellationToken);
        var tile = page.GetByTestId("fleet-tile");
        await Expect(tile).ToContainTextAsync("0748911403000154");
        await Expect(tile).ToContainTextAsync("Available");
        Assert.True(await page.EvaluateAsync<bool>("window.notReloaded === true"));

        // Start by hand.
        await tile.ClickAsync();
        await Expect(page).ToHaveURLAsync(ChargerUrl());
        await page.GetByTestId("start").ClickAsync();
        await page.GetByTestId("confirm-start").ClickAsync();
        await Expect(page.GetByTestId("command-toast")).ToContainTextAsync(SessionWord());

        // Power rises and frames scroll.
        await Expect(page.GetByTestId("connector-power")).ToContainTextAsync(Figure());
        await Expect(page.GetByTestId("log-row").Filter(new LocatorFilterOptions { HasText = "MeterValues" }).First).ToBeVisibleAsync();
        var first = await PowerAsync(page);
        await Expect(page.GetByTestId("connector-power")).ToContainTextAsync(TwentyKilowatts());
        // On its plateau the power ripples.
        Assert.True(await PowerAsync(page) >= Math.Min(first, 21));

        // Stop, with a confirmation that names the driver.
        await page.GetByTestId("stop").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("APP_USER");
        await page.GetByTestId("confirm-stop").ClickAsync();
        await Expect(page.GetByTestId("stop")).ToHaveCountAsync(0);

        // The session with its curve.
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Sessions" }).First.ClickAsync();
        var session = page.GetByTestId("session-row").First;
        await Expect(session).ToContainTextAsync("0748911403000154");
        await session.GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(page.GetByTestId("session-chart")).ToBeVisibleAsync();
        await Expect(page.GetByTestId("line-power")).ToBeVisibleAsync();
        await Expect(page.GetByText("Remote").First).ToBeVisibleAsync();
        Assert.Empty(trouble);

        await page.Context.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_charger_with_an_odd_id_has_a_page_and_its_frames_are_found_by_filter_and_link()
    {
        const string Id = "a b/c%é|1";
        var folder = Directory.CreateTempSubdirectory("charging-console-browser-").FullName;
        await using var server = await ServerProcess.StartAsync(folder);
        await using var charger = await RawCharger.BootAsync(server.Ocpp, Id, 1);
        var page = await browser.OpenAsync(server.Web, 390, 844);

        await page.GotoAsync("/");
        await page.GetByTestId("fleet-tile").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = Id })).ToBeVisibleAsync();

        await page.GotoAsync("/log?action=BootNotification");
        var row = page.GetByTestId("log-row").First;
        await Expect(row).ToContainTextAsync("BootNotification");
        await charger.CallAsync("Heartbeat", "{}");
        await Expect(page.GetByTestId("log-row").Filter(new LocatorFilterOptions { HasText = "Heartbeat" })).ToHaveCountAsync(0);

        await row.ClickAsync();
        await Expect(page.GetByTestId("frame-details")).ToContainTextAsync("chargePointVendor");
        await Expect(page.GetByTestId("frame-details")).ToContainTextAsync("7200");
        await Expect(page).ToHaveURLAsync(Permalink());
        var link = page.Url;

        await page.GotoAsync(link);
        await Expect(page.GetByTestId("frame-details")).ToContainTextAsync("chargePointVendor");
        await page.Context.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<double> PowerAsync(IPage page) => double.Parse(
        Figure().Match(await page.GetByTestId("connector-power").InnerTextAsync()).Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("/chargers/0748911403000154")]
    private static partial Regex ChargerUrl();

    [GeneratedRegex(@"[?&]at=\d+")]
    private static partial Regex Permalink();

    [GeneratedRegex(@"Session \d+")]
    private static partial Regex SessionWord();

    [GeneratedRegex(@"[1-9]\d*(\.\d+)?")]
    private static partial Regex Figure();

    [GeneratedRegex(@"2[0-2]\.\d")]
    private static partial Regex TwentyKilowatts();
}
