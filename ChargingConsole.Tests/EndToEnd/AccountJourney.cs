using System.Text.RegularExpressions;
using ChargingConsole.Tests.Auth;
using ChargingConsole.Tests.Shared;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChargingConsole.Tests.EndToEnd;

/// <summary>From an empty console in Production to a second factor and a passkey, in a real browser.</summary>
[Collection(nameof(OneBrowser))]
public sealed class AccountJourney(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task The_first_administrator_sets_up_a_second_factor_and_a_passkey_and_signs_in_by_each_and_a_disabled_user_is_led_out_of_the_open_page()
    {
        var folder = Directory.CreateTempSubdirectory("charging-console-browser-").FullName;
        await using var server = await ServerProcess.StartAsync(folder, "--environment=Production");
        var page = await browser.OpenAsync(new UriBuilder(server.Web) { Host = "localhost" }.Uri);
        var devices = await page.Context.NewCDPSessionAsync(page);
        await devices.SendAsync("WebAuthn.enable");
        await devices.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });

        await page.GotoAsync("/log");
        await Expect(page).ToHaveURLAsync(new Regex("/setup$"));
        var code = server.Output.Select(line => Regex.Match(line, "set-up code: ([A-Z0-9-]{19})")).Single(match => match.Success).Groups[1].Value;
        await page.Locator("#code").FillAsync(code);
        await page.Locator("#name").FillAsync("Anna");
        await page.Locator("#email").FillAsync("anna@example.com");
        await page.Locator("#password").FillAsync(AccountBrowser.Password);
        await page.Locator("#again").FillAsync(AccountBrowser.Password);
        await page.Locator("button[type=submit]").ClickAsync();
        await Expect(page.GetByTestId("online")).ToBeVisibleAsync();
        await Expect(page.GetByTestId("developer")).ToHaveCountAsync(0);

        await page.GetByTestId("account").ClickAsync();
        await page.GetByTestId("begin-factor").ClickAsync();
        await Expect(page.Locator(".qr svg")).ToBeVisibleAsync();
        var secret = await page.GetByTestId("secret").InnerTextAsync();
        await page.GetByTestId("factor-code").FillAsync(AccountBrowser.TotpOf(secret));
        await page.GetByTestId("confirm-factor").ClickAsync();
        await Expect(page.GetByTestId("recovery-codes").GetByRole(AriaRole.Listitem)).ToHaveCountAsync(10);
        await page.GetByTestId("kept").ClickAsync();
        await page.GetByTestId("passkey-name").FillAsync("This laptop");
        await page.GetByTestId("add-passkey").ClickAsync();
        await Expect(page.GetByTestId("passkey")).ToContainTextAsync("This laptop");

        await page.Locator("form.who button").ClickAsync();
        await page.Locator("#email").FillAsync("anna@example.com");
        await page.Locator("#password").FillAsync(AccountBrowser.Password);
        await page.Locator("form:not([data-passkey-form]) button[type=submit]").First.ClickAsync();
        await page.Locator("#code").FillAsync(AccountBrowser.TotpOf(secret));
        await page.Locator("button[type=submit]").ClickAsync();
        await Expect(page.GetByTestId("online")).ToBeVisibleAsync();

        await page.Locator("form.who button").ClickAsync();
        await Expect(page.Locator("[data-passkey]")).ToBeVisibleAsync();
        Assert.DoesNotContain("ended", page.Url, StringComparison.Ordinal);
        await page.Locator("[data-passkey]").ClickAsync();
        await Expect(page.GetByTestId("online")).ToBeVisibleAsync();

        // Somebody is invited, comes in with a browser of their own, and is disabled while looking.
        await page.GotoAsync("/users");
        await page.GetByTestId("invite").ClickAsync();
        await page.GetByTestId("invite-name").FillAsync("Vera");
        await page.GetByTestId("invite-email").FillAsync("vera@example.com");
        await page.GetByTestId("invite-role").SelectOptionAsync("Viewer");
        await page.GetByTestId("invite-make").ClickAsync();
        var link = await page.GetByTestId("invitation").Locator("code").InnerTextAsync();
        var other = await browser.OpenAsync(server.Web);
        await other.GotoAsync(link.Replace("localhost", server.Web.Host, StringComparison.Ordinal));
        await other.Locator("#password").FillAsync(AccountBrowser.Password);
        await other.Locator("#again").FillAsync(AccountBrowser.Password);
        await other.Locator("button[type=submit]").ClickAsync();
        await Expect(other.GetByTestId("online")).ToBeVisibleAsync();
        await other.GotoAsync("/users");
        await Expect(other.GetByTestId("no-right")).ToContainTextAsync("Administrators may do this; you are a viewer.");

        await page.GetByTestId("user-row").Filter(new LocatorFilterOptions { HasText = "vera@example.com" }).GetByTestId("disable").ClickAsync();
        await page.GetByTestId("question-yes").ClickAsync();
        await Expect(other).ToHaveURLAsync(new Regex("/sign-in\\?ended=1"));
        await page.Context.DisposeAsync();
        await other.Context.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
