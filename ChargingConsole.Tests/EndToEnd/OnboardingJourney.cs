using ChargingConsole.Tests.Shared;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChargingConsole.Tests.EndToEnd;

/// <summary>A new charger is brought in, in a real browser and over a real socket.</summary>
[Collection(nameof(OneBrowser))]
public sealed class OnboardingJourney(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task An_operator_follows_the_empty_fleet_to_the_address_sees_the_charger_wait_accepts_it_and_opens_it()
    {
        var folder = Directory.CreateTempSubdirectory("charging-console-browser-").FullName;
        await using var server = await ServerProcess.StartAsync(folder, "--Ocpp:UnknownChargers=Pending", "--Ocpp:SettleSeconds=0");
        var page = await browser.OpenAsync(server.Web);
        var trouble = new List<string>();
        page.PageError += (_, error) => trouble.Add(error);
        await page.GotoAsync("/");
        await page.GetByTestId("fleet-onboarding").ClickAsync();
        await Expect(page.GetByTestId("step-wait")).ToBeVisibleAsync();

        // One without a subprotocol of ours is refused, with the reason on the page.
        await Assert.ThrowsAnyAsync<Exception>(() => RawCharger.ConnectAsync(server.Ocpp, "WRONG", "ocpp2.0.1"));
        await Expect(page.GetByTestId("rejected-row")).ToContainTextAsync("ocpp2.0.1");

        await using var charger = await RawCharger.ConnectAsync(server.Ocpp, "GATE-1");
        const string Boot = """{"chargePointVendor":"Nordvolt","chargePointModel":"Wall 22","firmwareVersion":"4.2"}""";
        Assert.Equal("Pending", (await charger.CallAsync("BootNotification", Boot)).GetProperty("status").GetString());
        await charger.StatusAsync(1, "Available");
        var waiting = page.GetByTestId("waiting-row");
        await Expect(waiting).ToContainTextAsync("Nordvolt Wall 22");
        await waiting.GetByTestId("accept").ClickAsync();

        var (id, _) = await charger.ExpectCallAsync("TriggerMessage");
        await charger.AnswerAsync(id, """{"status":"Accepted"}""");
        Assert.Equal("Accepted", (await charger.CallAsync("BootNotification", Boot)).GetProperty("status").GetString());
        var arrived = page.GetByTestId("step-arrived");
        await Expect(arrived).ToContainTextAsync("GATE-1");
        await Expect(arrived).ToContainTextAsync("4.2");
        await page.GetByTestId("onboarding-open").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "GATE-1" })).ToBeVisibleAsync();
        Assert.Empty(trouble);
        await page.CloseAsync();
        Directory.Delete(folder, recursive: true);
    }
}
