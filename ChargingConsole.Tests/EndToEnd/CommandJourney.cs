using System.Text.RegularExpressions;
using ChargingConsole.Simulator.ChargePoints;
using ChargingConsole.Tests.Shared;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChargingConsole.Tests.EndToEnd;

/// <summary>An operator asks things of a charger by its forms, in a real browser against the real app.</summary>
[Collection(nameof(OneBrowser))]
public sealed partial class CommandJourney(Browser browser) : IClassFixture<Browser>
{
    private const string Id = "FORM-1";

    [Fact]
    public async Task An_operator_reads_the_configuration_resets_unlocks_and_triggers_and_sees_each_outcome_without_reloading()
    {
        var folder = Directory.CreateTempSubdirectory("charging-console-browser-").FullName;
        await using var server = await ServerProcess.StartAsync(folder);
        await using var charger = new VirtualChargePoint(
            new ChargePointDescription
            {
                Id = Id,
                Vendor = "Nordvolt",
                Model = "Wall 22kW",
                SerialNumber = "1",
                FirmwareVersion = "1.0",
                Location = "",
                Connectors = [new ConnectorDescription { Curve = ChargingCurve.Ac(22_000), BatteryWattHours = 60_000, InitialRegisterWattHours = 1_000 }],
                Seed = 1,
            },
            new VirtualChargePointOptions { CentralSystem = server.Ocpp });
        await charger.ConnectAsync(TestContext.Current.CancellationToken);
        await charger.BootUntilAcceptedAsync(TestContext.Current.CancellationToken);
        var page = await browser.OpenAsync(server.Web);
        var trouble = new List<string>();
        page.PageError += (_, error) => trouble.Add(error);

        await page.GotoAsync("/");
        await page.GetByTestId("fleet-tile").ClickAsync();
        await page.GetByTestId("tab-commands").ClickAsync();
        await page.EvaluateAsync("window.notReloaded = true");
        var words = page.GetByTestId("answer-words");

        await page.GetByTestId("action-GetConfiguration").ClickAsync();
        await page.GetByTestId("send").ClickAsync();
        await Expect(words).ToContainTextAsync(KeysTold());
        await Expect(page.GetByTestId("answer")).ToContainTextAsync("SupportedFeatureProfiles");

        await page.GetByTestId("action-TriggerMessage").ClickAsync();
        await Expect(page.GetByTestId("action-form")).ToContainTextAsync("Trigger message");
        await page.GetByTestId("send").ClickAsync();
        await Expect(words).ToHaveTextAsync("The charger will send it.");

        await page.GetByTestId("action-UnlockConnector").ClickAsync();
        await Expect(page.GetByTestId("action-form")).ToContainTextAsync("Unlock");
        await page.GetByTestId("send").ClickAsync();
        await Expect(words).ToHaveTextAsync("The connector is unlocked.");

        await page.GetByTestId("action-Reset").ClickAsync();
        await page.GetByLabel("Kind").SelectOptionAsync("Hard");
        await page.GetByTestId("send").ClickAsync();
        await Expect(page.GetByTestId("harm-confirm")).ToBeDisabledAsync();
        await page.GetByTestId("harm-type").FillAsync(Id);
        await page.GetByTestId("harm-confirm").ClickAsync();
        await Expect(words).ToHaveTextAsync("The charger has booted again.");

        // All of it stands in the record, with who asked and what for.
        await Expect(page.GetByTestId("command-row")).ToHaveCountAsync(4);
        await Expect(page.GetByTestId("command-row").First).ToContainTextAsync("type Hard");
        await page.GetByTestId("command-opener").Nth(1).ClickAsync();
        await page.GetByTestId("send-again").ClickAsync();
        await Expect(page.GetByTestId("action-form")).ToContainTextAsync("Unlock");
        Assert.True(await page.EvaluateAsync<bool>("window.notReloaded === true"));
        Assert.Empty(trouble);

        await page.Context.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [GeneratedRegex(@"The charger told \d+ keys")]
    private static partial Regex KeysTold();
}
