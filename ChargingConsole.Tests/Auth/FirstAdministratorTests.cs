using System.Net;
using ChargingConsole.Auth;
using ChargingConsole.Auth.Accounts;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Auth;

/// <summary>The console as somebody meets it who has just published it.</summary>
public sealed class FirstAdministratorTests
{
    [Fact]
    public async Task Before_the_first_administrator_every_page_leads_to_the_setup_that_says_where_the_code_is_and_nothing_else_opens()
    {
        await using var console = await AccountBrowser.StartAsync();
        using var browser = new AccountBrowser(console.Web.BaseAddress!);
        foreach (var page in new[] { "/", "/log", "/users", "/account", "/chargers/x", "/no/such" })
        {
            await browser.OpenAsync(page);
            Assert.Equal((HttpStatusCode.Found, "/setup"), (browser.Status, browser.LedTo));
        }

        Assert.False(await browser.IsInAsync());
        await browser.OpenAsync("/setup");
        Assert.Contains("set-up code that it printed to its log", browser.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(AccountBrowser.CodeOf(console), browser.Html, StringComparison.Ordinal);
        await browser.SignInAsync("admin@example.com", "admin");
        Assert.Equal(HttpStatusCode.Unauthorized, browser.Status);
        await browser.SendAsync("/sign-in", ("key", "admin"));
        Assert.Equal(HttpStatusCode.Unauthorized, browser.Status);
        Assert.False(await browser.IsInAsync());
    }

    [Fact]
    public async Task The_code_makes_one_administrator_who_is_signed_in_and_is_void_then_also_after_a_restart()
    {
        var console = await AccountBrowser.StartAsync();
        using var browser = new AccountBrowser(console.Web.BaseAddress!);
        var code = AccountBrowser.CodeOf(console);
        await browser.SendAsync("/setup", Fields("XXXX-XXXX-XXXX-XXXX"));
        Assert.Contains("This is not the code in the log", browser.Html, StringComparison.Ordinal);
        await browser.SendAsync("/setup", Fields(code, again: "something else"));
        Assert.Contains("not the same", browser.Html, StringComparison.Ordinal);
        await browser.SendAsync("/setup", Fields(code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal)));
        Assert.Equal("/", browser.LedTo);
        Assert.True(await browser.IsInAsync());

        using var second = new AccountBrowser(console.Web.BaseAddress!);
        await second.OpenAsync("/setup");
        Assert.Equal("/", second.LedTo);
        Assert.NotNull((await console.Get<FirstAdministrator>().MakeAsync(code, "Eve", "eve@example.com", AccountBrowser.Password)).Wrong);

        var folder = await console.StopAsync();
        await using var again = await RunningConsole.StartOnAsync(folder, null, "environment=Production");
        Assert.DoesNotContain(again.Log, line => line.Contains("set-up code", StringComparison.Ordinal));
        using var later = new AccountBrowser(again.Web.BaseAddress!);
        await later.OpenAsync("/");
        Assert.Equal("/sign-in?return=%2F", later.LedTo);
        await later.SignInAsync("anna@example.com");
        Assert.True(await later.IsInAsync());
    }

    [Fact]
    public async Task Guessing_makes_a_new_code_and_a_pause()
    {
        await using var console = await AccountBrowser.StartAsync();
        var first = console.Get<FirstAdministrator>();
        var code = AccountBrowser.CodeOf(console);
        for (var i = 0; i < FirstAdministrator.MostTries; i++)
        {
            Assert.NotNull((await first.MakeAsync($"guess {i}", "Eve", "eve@example.com", AccountBrowser.Password)).Wrong);
        }

        var renewed = AccountBrowser.CodeOf(console);
        Assert.NotEqual(code, renewed);
        Assert.Contains("Wait a minute", (await first.MakeAsync(renewed, "Anna", "anna@example.com", AccountBrowser.Password)).Wrong, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_code_is_void_once_somebody_was_made_administrator_by_another_way()
    {
        await using var console = await AccountBrowser.StartAsync();
        var first = console.Get<FirstAdministrator>();
        Assert.True(first.IsNeeded);
        // As the holder of a configured key does.
        Assert.Null((await console.Get<UserRegister>().InviteAsync("key", "Anna", "anna@example.com", AccessRole.Administrator)).Wrong);
        var (user, wrong) = await first.MakeAsync(AccountBrowser.CodeOf(console), "Eve", "eve@example.com", AccountBrowser.Password);
        Assert.Null(user);
        Assert.Contains("an administrator already", wrong, StringComparison.Ordinal);
        Assert.False(first.IsNeeded);
        Assert.Single(await console.Get<UserRegister>().ListAsync());
    }

    [Theory]
    [InlineData("short pass", "at least 12")]
    [InlineData("passwordpassword", "guessed first")]
    [InlineData("Passwort12345!", "guessed first")]
    [InlineData("ChargingConsole1", "guessed first")]
    [InlineData("123456789012", "guessed first")]
    [InlineData("aaaaaaaaaaaa", "guessed first")]
    [InlineData("lindqvist-anneliese", "your own name")]
    public void A_password_that_is_guessed_first_is_not_taken(string password, string why)
    {
        var user = new ConsoleUser { DisplayName = "Anneliese Lindqvist", Email = "al@example.com", UserName = "al@example.com" };
        var result = PasswordRules.Check(user, password);
        Assert.True(password.Length < PasswordRules.Shortest ? result.Succeeded : result.Errors.Single().Description.Contains(why, StringComparison.Ordinal), $"{result} for {password}");
    }

    [Theory]
    [InlineData("seven green bicycles")]
    [InlineData("kaputte Lampe im Flur")]
    [InlineData("x7#kPq9!mZt2")]
    [InlineData("my admin cat eats green peas")]
    public void A_good_password_is_taken(string password) =>
        Assert.True(PasswordRules.Check(new ConsoleUser { DisplayName = "Anna", Email = "anna@example.com" }, password).Succeeded);

    private static (string, string)[] Fields(string code, string again = AccountBrowser.Password) =>
        [("code", code), ("name", "Anna"), ("email", "anna@example.com"), ("password", AccountBrowser.Password), ("again", again)];
}
