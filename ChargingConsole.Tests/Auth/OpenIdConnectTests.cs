using ChargingConsole.Auth;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Auth;

public sealed class OpenIdConnectTests
{
    [Fact]
    public async Task Whoever_the_provider_vouches_for_comes_in_with_the_role_it_says_each_time_anew()
    {
        await using var provider = await OpenIdProvider.StartAsync();
        await using var console = await AccountBrowser.StartWithAnnaAsync(provider.Settings);
        using var browser = new AccountBrowser(console.Web.BaseAddress!);
        await browser.OpenAsync("/sign-in");
        Assert.Contains("Sign in with Works", browser.Html, StringComparison.Ordinal);

        provider.Person = new() { ["sub"] = "u-1", ["email"] = "olga@works.example", ["name"] = "Olga Okapi", ["groups"] = new[] { "staff", "console-operators" } };
        await GoThereAndBackAsync(browser, "/sessions");
        Assert.Equal("/sessions", browser.LedTo);
        (await browser.Client.ReadAsync("/api/chargers")).Ok();
        var olga = await AccountBrowser.UserAsync(console, "olga@works.example");
        Assert.Equal((AccessRole.Operator, "Olga Okapi", true, false), (olga.Role, olga.DisplayName, olga.IsExternal, olga.HasPassword));

        provider.Person["groups"] = new[] { "console-admins" };
        using var later = new AccountBrowser(console.Web.BaseAddress!);
        await GoThereAndBackAsync(later);
        Assert.True(await later.IsInAsync());
        Assert.Equal(AccessRole.Administrator, (await AccountBrowser.UserAsync(console, "olga@works.example")).Role);
        Assert.False(await browser.IsInAsync());
    }

    [Fact]
    public async Task Without_a_role_or_with_another_persons_address_nobody_comes_in()
    {
        await using var provider = await OpenIdProvider.StartAsync();
        await using var console = await AccountBrowser.StartWithAnnaAsync(provider.Settings);
        using var browser = new AccountBrowser(console.Web.BaseAddress!);
        provider.Person = new() { ["sub"] = "u-2", ["email"] = "guest@works.example", ["groups"] = new[] { "staff" } };
        await GoThereAndBackAsync(browser);
        Assert.Contains("no role in this console", browser.Html, StringComparison.Ordinal);
        Assert.False(await browser.IsInAsync());

        provider.Person = new() { ["sub"] = "u-3", ["email"] = "anna@example.com", ["groups"] = new[] { "console-admins" } };
        await GoThereAndBackAsync(browser);
        Assert.Contains("does not say that it is yours", browser.Html, StringComparison.Ordinal);
        Assert.False(await browser.IsInAsync());
        Assert.Single(await console.Get<ChargingConsole.Auth.Accounts.UserRegister>().ListAsync());
    }

    [Fact]
    public async Task An_account_that_somebody_registered_with_the_app_is_not_taken_over_by_its_e_mail_address()
    {
        await using var provider = await OpenIdProvider.StartAsync();
        await using var console = await AccountBrowser.StartWithAnnaAsync([.. provider.Settings, "Access:Registration=true"]);
        using var app = new HttpClient { BaseAddress = console.Web.BaseAddress };
        var (_, access, _, _) = await AppCalls.RegisterAsync(app, "boss@works.example");

        using var browser = new AccountBrowser(console.Web.BaseAddress!);
        provider.Person = new() { ["sub"] = "u-9", ["email"] = "boss@works.example", ["email_verified"] = "true", ["groups"] = new[] { "console-admins" } };
        await GoThereAndBackAsync(browser);
        Assert.Contains("registered this e-mail address with the app", browser.Html, StringComparison.Ordinal);
        Assert.False(await browser.IsInAsync());

        // Nor is the one who registered anything more than before.
        app.DefaultRequestHeaders.Authorization = new("Bearer", access);
        (await app.ReadAsync("/api/audit")).Problem(System.Net.HttpStatusCode.Forbidden);
        var account = await AccountBrowser.UserAsync(console, "boss@works.example");
        Assert.Equal((null, false), (account.Role, account.IsExternal));

        // With the account out of the way the provider's word makes a new one, and the old password opens nothing.
        Assert.Null(await console.Get<ChargingConsole.Auth.Accounts.UserRegister>().DeleteAsync("anna@example.com", account.Id));
        await GoThereAndBackAsync(browser);
        Assert.True(await browser.IsInAsync());
        (await app.ReadAsync("/api/chargers")).Problem(System.Net.HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_answer_that_nobody_asked_for_opens_nothing()
    {
        await using var provider = await OpenIdProvider.StartAsync();
        await using var console = await AccountBrowser.StartWithAnnaAsync(provider.Settings);
        using var browser = new AccountBrowser(console.Web.BaseAddress!);
        await browser.OpenAsync("/sign-in/oidc/callback?code=forged&state=forged");
        Assert.StartsWith("/sign-in", browser.LedTo, StringComparison.Ordinal);
        await browser.OpenAsync("/sign-in/oidc/done");
        Assert.Equal("/sign-in", browser.LedTo);
        Assert.False(await browser.IsInAsync());
        console.TakeErrors();
    }

    private static async Task GoThereAndBackAsync(AccountBrowser browser, string returnTo = "/")
    {
        await browser.OpenAsync($"/sign-in/oidc?return={Uri.EscapeDataString(returnTo)}");
        await browser.OpenAsync(browser.LedTo!);
        await browser.OpenAsync(browser.LedTo!);
        Assert.StartsWith("/sign-in/oidc/done", new Uri(browser.Client.BaseAddress!, browser.LedTo!).AbsolutePath, StringComparison.Ordinal);
        await browser.OpenAsync(browser.LedTo!);
    }
}
