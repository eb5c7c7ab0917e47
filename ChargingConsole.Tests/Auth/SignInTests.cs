using System.Net;
using System.Text.RegularExpressions;
using ChargingConsole.Auth;
using ChargingConsole.Auth.Accounts;
using ChargingConsole.Tests.Api;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Tests.Auth;

public sealed class SignInTests(ProductionConsole production) : IClassFixture<ProductionConsole>
{
    [Fact]
    public async Task A_key_opens_a_page_until_signing_out()
    {
        using var browser = production.NewBrowser();
        using var signedIn = await SignInAsync(browser, ProductionConsole.Operator, "/sign-in?return=%2Fsessions%3Fx%3D1");
        Assert.Equal(HttpStatusCode.Found, signedIn.StatusCode);
        Assert.Equal("/sessions?x=1", signedIn.Headers.Location!.OriginalString);
        var cookie = Assert.Single(signedIn.Headers.GetValues("Set-Cookie"), value => value.StartsWith("charging-console=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(ProductionConsole.Operator, cookie, StringComparison.Ordinal);

        (await browser.ReadAsync("/api/chargers")).Ok();
        using var signedOut = await browser.PostAsync(new Uri("/sign-out", UriKind.Relative), null, TestContext.Current.CancellationToken);
        Assert.Equal("/sign-in", signedOut.Headers.Location!.OriginalString);
        (await browser.ReadAsync("/api/chargers")).Problem(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_wrong_key_and_a_forged_form_open_nothing()
    {
        using var browser = production.NewBrowser();
        using var wrong = await SignInAsync(browser, "wrong");
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.Contains("not known", await wrong.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        using var form = new FormUrlEncodedContent([new("key", ProductionConsole.Operator)]);
        using var forged = await browser.PostAsync(new Uri("/sign-in", UriKind.Relative), form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        (await browser.ReadAsync("/api/chargers")).Problem(HttpStatusCode.Unauthorized);
        Assert.DoesNotContain(production.Console.Errors, line => line.Contains(ProductionConsole.Operator, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_cookie_is_kept_to_TLS_outside_the_machine()
    {
        using var browser = production.NewBrowser();
        using var signedIn = await SignInAsync(browser, ProductionConsole.Viewer, host: "console.example");
        Assert.Contains("secure", signedIn.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("charging-console=", StringComparison.Ordinal)), StringComparison.OrdinalIgnoreCase);
        using var local = await SignInAsync(production.NewBrowser(), ProductionConsole.Viewer);
        Assert.DoesNotContain("secure", local.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("charging-console=", StringComparison.Ordinal)), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_cookie_is_worth_nothing_once_its_key_is_gone()
    {
        using var browser = production.NewBrowser();
        using var signedIn = await SignInAsync(browser, ProductionConsole.Administrator);
        (await browser.ReadAsync("/api/chargers")).Ok();
        var keys = production.Console.Get<IOptionsMonitor<AccessOptions>>().CurrentValue.Keys;
        var key = keys.Single(known => known.Name == "Anna");
        keys.Remove(key);
        try
        {
            (await browser.ReadAsync("/api/chargers")).Problem(HttpStatusCode.Unauthorized);
        }
        finally
        {
            keys.Add(key);
        }
    }

    [Theory]
    [InlineData("/x?y=1", "/x?y=1")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("/x\r\nSet-Cookie: a=b", "/")]
    [InlineData("", "/")]
    [InlineData(null, "/")]
    public void Signing_in_leads_to_this_site_only(string? path, string local) => Assert.Equal(local, LocalPath.Of(path));

    private static async Task<HttpResponseMessage> SignInAsync(HttpClient browser, string key, string path = "/sign-in", string? host = null)
    {
        var html = await browser.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        var token = Regex.Match(html, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("key", key)]),
        };
        request.Headers.Host = host;
        return await browser.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
