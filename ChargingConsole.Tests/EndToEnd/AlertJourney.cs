using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ChargingConsole.Tests.EndToEnd;

/// <summary>Two operators see an alert come, one takes it on, and both see that, without reloading.</summary>
[Collection(nameof(OneBrowser))]
public sealed class AlertJourney(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task An_alert_is_raised_and_taken_on_live_in_two_browsers()
    {
        var folder = Directory.CreateTempSubdirectory("charging-console-alerts-").FullName;
        await using var server = await ServerProcess.StartAsync(folder);
        using var web = new HttpClient { BaseAddress = server.Web };
        (await web.CallAsync(HttpMethod.Put, "/api/alert-rules/faulted", """{"threshold":0,"calm_seconds":0}""")).Ok();
        var (first, second) = (await browser.OpenAsync(server.Web), await browser.OpenAsync(server.Web, 390, 844));
        var trouble = new List<string>();
        first.PageError += (_, error) => trouble.Add(error);
        first.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
            {
                trouble.Add(message.Text);
            }
        };
        await first.GotoAsync("/alerts");
        await second.GotoAsync("/alerts");
        await Expect(first.GetByTestId("alerts-empty")).ToBeVisibleAsync();

        await using var charger = await RawCharger.BootAsync(server.Ocpp, "LOUD-1", 1);
        await charger.CallAsync("StatusNotification", """{"connectorId":1,"status":"Faulted","errorCode":"GroundFailure"}""");
        await Expect(first.GetByTestId("alert-row")).ToContainTextAsync("GroundFailure");
        await Expect(first.GetByTestId("alert-badge")).ToHaveTextAsync("1");
        await Expect(second.GetByTestId("alert-row")).ToContainTextAsync("LOUD-1/1");

        await first.GetByTestId("take-on").ClickAsync();
        await first.GetByTestId("alert-note").FillAsync("on my way");
        await first.GetByTestId("alert-confirm").ClickAsync();
        await Expect(second.GetByTestId("alert-row")).ToContainTextAsync("on my way");
        await Expect(first.GetByTestId("alert-badge")).ToHaveCountAsync(0);

        await charger.CallAsync("StatusNotification", """{"connectorId":1,"status":"Available","errorCode":"NoError"}""");
        await Expect(second.GetByTestId("alerts-empty")).ToBeVisibleAsync();

        await first.GotoAsync("/audit");
        await Expect(first.GetByTestId("audit-row").First).ToContainTextAsync("alert.acknowledged");
        Assert.Empty(trouble);
    }
}
