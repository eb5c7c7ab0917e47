using System.Net;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Auth;

public sealed class RequestLimitTests
{
    [Fact]
    public async Task Who_asks_too_often_is_told_when_to_come_again_and_others_are_served()
    {
        await using var console = await RunningConsole.StartAsync(
            "environment=Production", "Access:Registration=true", "Access:Limits:PerCallerPerMinute=20", "Access:Limits:PerAddressPerMinute=200");
        using var door = new HttpClient { BaseAddress = console.Web.BaseAddress };
        using var busy = await DriverAsync(console, door, "busy@example.com");
        using var calm = await DriverAsync(console, door, "calm@example.com");
        // At once: what one may ask grows again while it is asked.
        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => busy.GetAsync(new Uri("/api/chargers", UriKind.Relative), TestContext.Current.CancellationToken)));
        Assert.InRange(answers.Count(answer => answer.StatusCode == HttpStatusCode.OK), 20, 40);
        var refused = answers.First(answer => answer.StatusCode != HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 6);
        Assert.Contains("\"too_many_requests\"", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Array.ForEach(answers, answer => answer.Dispose());
        (await calm.ReadAsync("/api/chargers")).Ok();
    }

    [Fact]
    public async Task A_stranger_who_tries_keys_is_slowed_down_by_address_and_health_still_answers()
    {
        await using var console = await RunningConsole.StartAsync("environment=Production", "Access:Limits:PerAddressPerMinute=10");
        using var stranger = new HttpClient { BaseAddress = console.Web.BaseAddress };
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => stranger.CallAsync(HttpMethod.Get, "/api/chargers", headers: ("X-API-Key", $"guess {i}"))));
        Assert.InRange(answers.Count(answer => answer.Status == HttpStatusCode.Unauthorized), 10, 20);
        Assert.All(answers, answer => Assert.True(answer.Status is HttpStatusCode.Unauthorized or HttpStatusCode.TooManyRequests));
        Assert.Equal(HttpStatusCode.OK, (await stranger.ReadAsync("/health/live")).Status);
    }

    [Fact]
    public async Task Only_configured_sites_may_call_from_a_browser_and_never_with_cookies()
    {
        await using var console = await RunningConsole.StartAsync("environment=Production", "Access:Cors:Origins:0=https://app.example.com");
        foreach (var (origin, allowed) in new[] { ("https://app.example.com", true), ("https://evil.example.com", false) })
        {
            using var asked = new HttpRequestMessage(HttpMethod.Options, "/api/charging/start");
            asked.Headers.Add("Origin", origin);
            asked.Headers.Add("Access-Control-Request-Method", "POST");
            asked.Headers.Add("Access-Control-Request-Headers", "authorization,content-type");
            using var answer = await console.Web.SendAsync(asked, TestContext.Current.CancellationToken);
            Assert.Equal(allowed, answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var origins));
            Assert.Equal(allowed ? origin : null, origins?.Single());
            Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"));
        }
    }

    [Theory]
    [InlineData("*")]
    [InlineData("https://app.example.com/path")]
    [InlineData("app.example.com")]
    public async Task What_is_no_origin_is_refused_at_the_start(string origin) =>
        await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => RunningConsole.StartAsync($"Access:Cors:Origins:0={origin}"));

    private static async Task<HttpClient> DriverAsync(RunningConsole console, HttpClient door, string email)
    {
        var client = new HttpClient { BaseAddress = console.Web.BaseAddress };
        client.DefaultRequestHeaders.Authorization = new("Bearer", (await AppCalls.RegisterAsync(door, email)).Access);
        return client;
    }
}
