using System.Net;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Auth;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Hosting;

/// <summary>Whom a proxy calls for counts when the proxy is named, and else nothing that a header says.</summary>
public sealed class ProxyTests
{
    private static readonly string[] s_keys = ["Access:Keys:0:Name=Anna", "Access:Keys:0:Role=Administrator", $"Access:Keys:0:Sha256={ProductionConsole.Hash("anna-key")}"];

    [Fact]
    public async Task Behind_a_named_proxy_its_clients_are_limited_and_written_each_by_the_own_address()
    {
        await using var console = await RunningConsole.StartAsync(["environment=Production", "Proxies:Known:0=127.0.0.1", "Access:Limits:SignInsPerAddress=2", .. s_keys]);
        Assert.Equal("200 200 429", await SignInsAsync(console, "203.0.113.7", "203.0.113.7", "203.0.113.7"));
        Assert.Equal("200 429", await SignInsAsync(console, "203.0.113.8", "203.0.113.7"));
        // Whoever writes an address into the header itself is known by the one that the proxy saw, the last.
        Assert.Equal("429", await SignInsAsync(console, "198.51.100.1, 203.0.113.7"));
        Assert.Equal("203.0.113.7", await WrittenAsync(console, "198.51.100.1, 203.0.113.7"));
    }

    [Fact]
    public async Task A_proxy_that_nobody_named_is_the_caller_itself()
    {
        await using var console = await RunningConsole.StartAsync(["environment=Production", "Proxies:Known:0=192.0.2.1", "Access:Limits:SignInsPerAddress=2", .. s_keys]);
        Assert.Equal("200 200 429 429", await SignInsAsync(console, "203.0.113.1", "203.0.113.2", "203.0.113.3", "203.0.113.4"));
        Assert.Equal("127.0.0.1", await WrittenAsync(console, "203.0.113.7"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_door_for_the_machine_itself_never_opens_to_what_a_proxy_forwards(bool isNamed)
    {
        await using var console = await RunningConsole.StartAsync(isNamed ? ["Proxies:Known:0=127.0.0.1"] : []);
        (await console.Web.ReadAsync("/api/chargers")).Ok();
        foreach (var (name, value) in new[] { ("X-Forwarded-For", "127.0.0.1"), ("X-Forwarded-For", "203.0.113.7"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "localhost"), ("Forwarded", "for=127.0.0.1") })
        {
            (await console.Web.CallAsync(HttpMethod.Get, "/api/chargers", headers: (name, value))).Problem(HttpStatusCode.Unauthorized);
        }
    }

    private static async Task<string> SignInsAsync(RunningConsole console, params string[] forwardedFor)
    {
        var answers = new List<int>();
        foreach (var address in forwardedFor)
        {
            answers.Add((int)(await console.Web.CallAsync(HttpMethod.Post, "/api/users/login", """{"email":"x@example.com","password":"wrong"}""", headers: ("X-Forwarded-For", address))).Status);
        }

        return string.Join(' ', answers);
    }

    private static async Task<string?> WrittenAsync(RunningConsole console, string forwardedFor)
    {
        (await console.Web.CallAsync(HttpMethod.Put, "/api/id-tags/FORWARDED", "{}", headers: [("X-API-Key", "anna-key"), ("X-Forwarded-For", forwardedFor)])).Json.GetProperty("id_tag");
        return (await console.Web.CallAsync(HttpMethod.Get, "/api/audit?subject=FORWARDED", headers: ("X-API-Key", "anna-key"))).Ok()[0].GetProperty("address").GetString();
    }
}
