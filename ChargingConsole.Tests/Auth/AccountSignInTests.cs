using System.Net;
using ChargingConsole.Auth;
using ChargingConsole.Auth.Accounts;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ChargingConsole.Tests.Auth;

public sealed class AccountSignInTests
{
    [Fact]
    public async Task Roles_hold_in_REST_and_pages_and_a_viewer_is_refused_what_an_operator_may()
    {
        await using var console = await AccountBrowser.StartWithAnnaAsync();
        using var viewer = await AccountBrowser.JoinAsync(console, "vera@example.com", AccessRole.Viewer);
        using var operating = await AccountBrowser.JoinAsync(console, "otto@example.com", AccessRole.Operator);
        (await viewer.Client.ReadAsync("/api/chargers")).Ok();
        (await viewer.Client.WriteAsync("/api/charging/start", "{}")).Problem(HttpStatusCode.Forbidden);
        Assert.NotEqual(HttpStatusCode.Forbidden, (await operating.Client.WriteAsync("/api/charging/start", "{}")).Status);
        (await operating.Client.WriteAsync("/api/database/backup", "{}")).Problem(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Too_many_wrong_passwords_lock_the_account_with_clear_words_until_an_administrator_unlocks_it()
    {
        await using var console = await AccountBrowser.StartWithAnnaAsync();
        using var joined = await AccountBrowser.JoinAsync(console, "otto@example.com", AccessRole.Operator);
        using var guesser = new AccountBrowser(console.Web.BaseAddress!);
        for (var i = 0; i < 8; i++)
        {
            await guesser.SignInAsync("otto@example.com", $"wrong guess {i}");
            Assert.Equal(HttpStatusCode.Unauthorized, guesser.Status);
        }

        await guesser.SignInAsync("otto@example.com");
        Assert.Contains("locked for some minutes", guesser.Html, StringComparison.Ordinal);
        Assert.False(await guesser.IsInAsync());
        Assert.True(await joined.IsInAsync());

        var otto = await AccountBrowser.UserAsync(console, "otto@example.com");
        Assert.NotNull(otto.LockedUntil);
        Assert.Null(await console.Get<UserRegister>().UnlockAsync("anna@example.com", otto.Id));
        await guesser.SignInAsync("otto@example.com");
        Assert.True(await guesser.IsInAsync());

        using var anna = new AccountBrowser(console.Web.BaseAddress!);
        await anna.SignInAsync("anna@example.com");
        var trail = (await anna.Client.ReadAsync("/api/audit?limit=100")).Text;
        Assert.Contains("user.sign_in_refused", trail, StringComparison.Ordinal);
        Assert.Contains("user.unlocked", trail, StringComparison.Ordinal);
        Assert.Contains("user.signed_in", trail, StringComparison.Ordinal);
        Assert.DoesNotContain(AccountBrowser.Password, trail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_factor_asks_for_a_code_and_a_recovery_code_works_once_and_neither_lies_readable_in_the_database()
    {
        await using var console = await AccountBrowser.StartWithAnnaAsync();
        var account = console.Get<OwnAccount>();
        var anna = await AccountBrowser.UserAsync(console, "anna@example.com");
        var start = await account.BeginFactorAsync(anna.Id, null);
        Assert.Contains("<svg", start!.Picture, StringComparison.Ordinal);
        Assert.NotNull((await account.ConfirmFactorAsync(anna.Id, null, "000000")).Wrong);
        var (codes, wrong) = await account.ConfirmFactorAsync(anna.Id, null, AccountBrowser.TotpOf(start.Secret));
        Assert.Null(wrong);
        Assert.Equal(10, codes!.Count);

        using var browser = new AccountBrowser(console.Web.BaseAddress!);
        await browser.SignInAsync("anna@example.com");
        Assert.StartsWith("/sign-in/code", browser.LedTo, StringComparison.Ordinal);
        Assert.False(await browser.IsInAsync());
        await browser.SendAsync("/sign-in/code?return=%2Flog", ("code", "123456"));
        Assert.Contains("This code is not right", browser.Html, StringComparison.Ordinal);
        await browser.SendAsync("/sign-in/code?return=%2Flog", ("code", AccountBrowser.TotpOf(start.Secret)));
        Assert.Equal("/log", browser.LedTo);
        Assert.True(await browser.IsInAsync());

        using var lost = new AccountBrowser(console.Web.BaseAddress!);
        await lost.SignInAsync("anna@example.com");
        await lost.SendAsync("/sign-in/code", ("code", codes[3].ToLowerInvariant()));
        Assert.True(await lost.IsInAsync());
        using var twice = new AccountBrowser(console.Web.BaseAddress!);
        await twice.SignInAsync("anna@example.com");
        await twice.SendAsync("/sign-in/code", ("code", codes[3]));
        Assert.Equal(HttpStatusCode.Unauthorized, twice.Status);
        Assert.Equal(9, (await account.ReadAsync(anna.Id, null))!.RecoveryCodesLeft);

        await using var scope = console.Services.CreateAsyncScope();
        var kept = await scope.ServiceProvider.GetRequiredService<AccountsDbContext>().UserTokens.Select(token => token.Value!).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, kept.Count);
        Assert.DoesNotContain(kept, value => value.Contains(start.Secret.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal) || codes.Any(code => value.Contains(code, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_invitation_works_once_and_tells_a_stranger_nothing()
    {
        await using var console = await AccountBrowser.StartWithAnnaAsync();
        var (link, _) = await console.Get<UserRegister>().InviteAsync("anna@example.com", "Vera", "vera@example.com", AccessRole.Viewer);
        using var stranger = new AccountBrowser(console.Web.BaseAddress!);
        await stranger.OpenAsync(link![..link!.IndexOf("&code", StringComparison.Ordinal)] + "&code=guessed");
        Assert.DoesNotContain("vera@example.com", stranger.Html, StringComparison.Ordinal);

        using var vera = new AccountBrowser(console.Web.BaseAddress!);
        await vera.SendAsync(link, ("password", "too short"), ("again", "too short"));
        Assert.Contains("at least 12", vera.Html, StringComparison.Ordinal);
        await vera.SendAsync(link, ("password", AccountBrowser.Password), ("again", AccountBrowser.Password));
        Assert.True(await vera.IsInAsync());
        await stranger.OpenAsync(link);
        Assert.Contains("used up or too old", stranger.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_who_is_disabled_or_gets_another_role_or_password_is_out_at_once()
    {
        await using var console = await AccountBrowser.StartWithAnnaAsync();
        var register = console.Get<UserRegister>();
        using var browser = await AccountBrowser.JoinAsync(console, "otto@example.com", AccessRole.Operator);
        var otto = await AccountBrowser.UserAsync(console, "otto@example.com");
        Assert.Null(await register.ChangeRoleAsync("anna@example.com", otto.Id, AccessRole.Viewer));
        Assert.False(await browser.IsInAsync());
        await browser.SignInAsync("otto@example.com");
        (await browser.Client.WriteAsync("/api/charging/start", "{}")).Problem(HttpStatusCode.Forbidden);

        Assert.Null(await register.DisableAsync("anna@example.com", otto.Id, true));
        Assert.False(await browser.IsInAsync());
        await browser.SignInAsync("otto@example.com");
        Assert.Contains("disabled", browser.Html, StringComparison.Ordinal);
        await browser.SignInAsync("otto@example.com", "a wrong password");
        Assert.DoesNotContain("disabled", browser.Html, StringComparison.Ordinal);

        Assert.Null(await register.DisableAsync("anna@example.com", otto.Id, false));
        await browser.SignInAsync("otto@example.com");
        Assert.True(await browser.IsInAsync());
        Assert.Null(await console.Get<OwnAccount>().ChangePasswordAsync(otto.Id, null, AccountBrowser.Password, "another seven bicycles"));
        Assert.False(await browser.IsInAsync());
        Assert.Null(await register.DeleteAsync("anna@example.com", otto.Id));
        await browser.SignInAsync("otto@example.com", "another seven bicycles");
        Assert.Equal(HttpStatusCode.Unauthorized, browser.Status);
    }

    [Fact]
    public async Task The_last_administrator_can_not_be_removed_in_any_way()
    {
        await using var console = await AccountBrowser.StartWithAnnaAsync();
        var register = console.Get<UserRegister>();
        var anna = await AccountBrowser.UserAsync(console, "anna@example.com");
        Assert.Contains("last administrator", await register.ChangeRoleAsync("x", anna.Id, AccessRole.Operator), StringComparison.Ordinal);
        Assert.Contains("last administrator", await register.DisableAsync("x", anna.Id, true), StringComparison.Ordinal);
        Assert.Contains("last administrator", await register.DeleteAsync("x", anna.Id), StringComparison.Ordinal);

        using var second = await AccountBrowser.JoinAsync(console, "berta@example.com", AccessRole.Administrator);
        var berta = await AccountBrowser.UserAsync(console, "berta@example.com");
        var both = await Task.WhenAll(register.DisableAsync("x", anna.Id, true), register.DisableAsync("x", berta.Id, true));
        Assert.Single(both, wrong => wrong is null);
    }

    [Fact]
    public async Task Sign_ins_are_listed_ended_from_elsewhere_and_outlive_a_restart()
    {
        var console = await AccountBrowser.StartWithAnnaAsync();
        var account = console.Get<OwnAccount>();
        var anna = await AccountBrowser.UserAsync(console, "anna@example.com");
        using var desk = new AccountBrowser(console.Web.BaseAddress!);
        desk.Client.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 (Windows NT 10.0) Firefox/140.0");
        using var phone = new AccountBrowser(console.Web.BaseAddress!);
        phone.Client.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 (iPhone) Safari/600");
        await desk.SignInAsync("anna@example.com");
        await phone.SignInAsync("anna@example.com");

        var signIns = (await account.ReadAsync(anna.Id, null))!.SignIns;
        Assert.Equal(["Firefox, Windows", "Safari, iPhone"], signIns.Select(signIn => signIn.Browser).Order(StringComparer.Ordinal));
        Assert.All(signIns, signIn => Assert.Equal("127.0.0.1", signIn.Address));
        await account.EndSignInAsync(anna.Id, signIns.Single(signIn => signIn.Browser.Contains("iPhone", StringComparison.Ordinal)).Id);
        Assert.False(await phone.IsInAsync());
        Assert.True(await desk.IsInAsync());

        var desks = signIns.Single(signIn => signIn.Browser.Contains("Windows", StringComparison.Ordinal)).Id;
        await phone.SignInAsync("anna@example.com");
        Assert.Null(await account.EndOthersAsync(anna.Id, desks));
        Assert.False(await phone.IsInAsync());
        Assert.True(await desk.IsInAsync());

        var folder = await console.StopAsync();
        // On another port, which cookies do not look at.
        await using var again = await RunningConsole.StartOnAsync(folder, null, "environment=Production");
        await desk.OpenAsync(new Uri(again.Web.BaseAddress!, "/api/chargers").AbsoluteUri);
        Assert.Equal(HttpStatusCode.OK, desk.Status);
        await desk.Client.PostAsync(new Uri(again.Web.BaseAddress!, "/sign-out"), null, TestContext.Current.CancellationToken);
        Assert.Empty((await again.Get<OwnAccount>().ReadAsync(anna.Id, null))!.SignIns);
    }

    [Fact]
    public async Task Whoever_signs_in_over_another_sign_in_begins_anew()
    {
        await using var console = await AccountBrowser.StartWithAnnaAsync();
        using var browser = await AccountBrowser.JoinAsync(console, "eve@example.com", AccessRole.Viewer);
        using var form = new FormUrlEncodedContent([new("email", "anna@example.com"), new("password", AccountBrowser.Password)]);
        using var answer = await browser.Client.PostAsync(new Uri("/sign-in", UriKind.Relative), form, TestContext.Current.CancellationToken);
        Assert.Equal("/sign-in", answer.Headers.Location!.OriginalString);
        Assert.False(await browser.IsInAsync());
    }
}
