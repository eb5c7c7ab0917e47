using System.Net;
using System.Text;
using ChargingConsole.Auth.Accounts;
using ChargingConsole.Core.Audit;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Auth;

/// <summary>Guessing at the pages that let people in: limited, said plainly, and in the trail without flooding it.</summary>
public sealed class SignInLimitTests
{
    private static readonly string[] s_guessable = ["/sign-in", "/sign-in/code", "/sign-in/passkey", "/setup", "/invitation?user=1&code=guess"];

    [Fact]
    public async Task Guessing_at_any_of_the_doors_is_limited_for_its_address_with_a_page_that_says_until_when()
    {
        await using var console = await RunningConsole.StartAsync("environment=Production", "Access:Limits:SignInsPerAddress=5", "Access:Limits:SignInWindowSeconds=240");
        foreach (var door in s_guessable)
        {
            using var tried = await PostAsync(console, door);
            Assert.NotEqual(HttpStatusCode.TooManyRequests, tried.StatusCode);
        }

        foreach (var door in s_guessable)
        {
            using var refused = await PostAsync(console, door);
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
            Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 240);
            var html = await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Contains("Too many tries came from your address", html, StringComparison.Ordinal);
            Assert.Contains("Try again in 4 minutes", html, StringComparison.Ordinal);
        }

        using var german = await PostAsync(console, "/sign-in", "de-DE");
        Assert.Contains("Versuchen Sie es in 4 Minuten noch einmal", WebUtility.HtmlDecode(await german.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)), StringComparison.Ordinal);
        using var page = await console.Web.GetAsync(new Uri("/sign-in", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task What_is_asked_on_the_way_to_a_passkey_or_by_an_invitation_may_be_asked_four_times_as_often_and_no_more()
    {
        await using var console = await RunningConsole.StartAsync("environment=Production", "Access:Limits:SignInsPerAddress=1");
        for (var i = 0; i < 4; i++)
        {
            using var options = await (i % 2 == 0 ? OptionsAsync(console) : console.Web.GetAsync(new Uri("/invitation?user=1&code=guess", UriKind.Relative), TestContext.Current.CancellationToken));
            Assert.Equal(HttpStatusCode.OK, options.StatusCode);
        }

        using var refused = await OptionsAsync(console);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        using var invitation = await console.Web.GetAsync(new Uri("/invitation?user=1&code=guess", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.TooManyRequests, invitation.StatusCode);
    }

    [Fact]
    public async Task Tries_of_strangers_stand_in_the_trail_some_an_hour_and_the_rest_as_a_number()
    {
        await using var console = await AccountBrowser.StartWithAnnaAsync("Access:Limits:SignInsPerAddress=1000");
        using var stranger = new AccountBrowser(console.Web.BaseAddress!);
        await stranger.SignInAsync("nobody@example.com", "wrong");
        await stranger.SignInAsync("a pass phrase in the wrong field", "wrong");
        await stranger.SendAsync("/sign-in", ("key", "no such key"));
        using var app = new HttpClient { BaseAddress = console.Web.BaseAddress };
        for (var i = 0; i < 20; i++)
        {
            (await app.WriteAsync("/api/users/login", $$"""{"email":"x{{i}}@example.com","password":"wrong"}""")).Ok();
        }

        using var anna = new AccountBrowser(console.Web.BaseAddress!);
        await anna.SignInAsync("anna@example.com");
        var records = (await anna.Client.ReadAsync($"/api/audit?what={AuditWords.SignInRefused}&limit=100")).Ok().EnumerateArray().Reverse().ToList();
        Assert.Equal(AccountTrail.StrangersPerAddress, records.Count);
        Assert.Equal(["nobody@example.com", null, null, "x0@example.com", "x1@example.com"], records.Select(record => record.GetProperty("subject").GetString()));
        Assert.Equal(["no such user", "no such user", "unknown access key", "no such user", "no such user"], records.Select(record => record.GetProperty("detail").GetString()));
        Assert.All(records, record => Assert.Equal(("unknown", "127.0.0.1", "refused"), (record.GetProperty("who").GetString(), record.GetProperty("address").GetString(), record.GetProperty("outcome").GetString())));
        Assert.DoesNotContain(console.Log, line => line.Contains("a pass phrase in the wrong field", StringComparison.Ordinal));

        // From elsewhere, the next one tells how many were left out.
        await console.Get<AccountTrail>().NoteStrangerAsync(new Actor(AccountTrail.Stranger, ActorWay.Page, "198.51.100.9"), "y@example.com", "no such user");
        var last = (await anna.Client.ReadAsync($"/api/audit?what={AuditWords.SignInRefused}&limit=1")).Ok()[0];
        Assert.Contains("18 more tries of strangers", last.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> PostAsync(RunningConsole console, string path, string language = "en")
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = console.Web.BaseAddress };
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        using var form = new FormUrlEncodedContent([new("code", "guess"), new("password", "guess")]);
        return await client.PostAsync(new Uri(path, UriKind.Relative), form, TestContext.Current.CancellationToken);
    }

    private static async Task<HttpResponseMessage> OptionsAsync(RunningConsole console)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in/passkey/options") { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        request.Headers.Add("Origin", console.Web.BaseAddress!.GetLeftPart(UriPartial.Authority));
        return await console.Web.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
