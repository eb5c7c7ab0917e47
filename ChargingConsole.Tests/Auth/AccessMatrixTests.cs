using System.Net;
using System.Text;
using ChargingConsole.Auth;
using ChargingConsole.Tests.Api;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.StaticAssets;

namespace ChargingConsole.Tests.Auth;

public sealed class AccessMatrixTests(ProductionConsole production) : IClassFixture<ProductionConsole>
{
    [Fact]
    public async Task Every_endpoint_and_page_lets_in_exactly_those_it_is_meant_for()
    {
        using var client = production.NewBrowser();
        var wrong = new List<string>();
        var tried = 0;
        foreach (var rule in AccessRules.Read().Where(rule => rule.Method != "HUB"))
        {
            foreach (var method in rule.Method == "PAGE" ? ["GET", "POST"] : new[] { rule.Method })
            {
                foreach (var (who, header, scope) in production.Callers)
                {
                    var status = await StatusAsync(client, method, rule.Path, header);
                    var expected = rule.LetsIn(scope) ? "in" : scope is null ? "401 or sign in" : "403";
                    var got = status switch
                    {
                        HttpStatusCode.Unauthorized or HttpStatusCode.Found when scope is null && rule.Who != "open" => "401 or sign in",
                        HttpStatusCode.Forbidden => "403",
                        _ => "in",
                    };
                    if (expected != got)
                    {
                        wrong.Add($"{method} {rule.Path} as {who}: {(int)status}, where {expected} was meant");
                    }

                    tried++;
                }
            }
        }

        Assert.True(wrong.Count == 0, $"{string.Join('\n', wrong)}\nMend what is mapped, or the line in {AccessRules.File}.");
        Assert.True(tried > 1000, $"Only {tried} were tried.");
    }

    [Fact]
    public async Task Every_method_of_the_hub_serves_exactly_those_it_is_meant_for()
    {
        foreach (var rule in AccessRules.Read().Where(rule => rule.Method == "HUB"))
        {
            foreach (var (who, header, scope) in production.Callers)
            {
                await using var hub = new HubConnectionBuilder().WithUrl(new Uri(production.Console.Web.BaseAddress!, "hubs/live"), options =>
                {
                    if (header is { } sent)
                    {
                        options.Headers.Add(sent.Name, sent.Value);
                    }
                }).Build();
                if (!rule.LetsIn(scope))
                {
                    await Assert.ThrowsAnyAsync<Exception>(() => hub.StartAsync(TestContext.Current.CancellationToken));
                    continue;
                }

                await hub.StartAsync(TestContext.Current.CancellationToken);
                await using var batches = hub.StreamAsync<System.Text.Json.JsonElement>(rule.Path, new { }, TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
                Assert.True(await batches.MoveNextAsync(), who);
            }
        }
    }

    [Fact]
    public void What_is_open_says_so_and_nothing_else_does()
    {
        var open = AccessRules.Mapped(production.Console.Get<EndpointDataSource>().Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null && endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null))
            .Where(call => call.Method != "HUB").Select(call => $"{call.Method} {call.Path}");
        Assert.Equal(AccessRules.Read().Where(rule => rule.Who == "open").Select(rule => $"{rule.Method} {rule.Path}").Distinct().Order(StringComparer.Ordinal), open.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Programs_are_told_401_and_pages_are_sent_to_sign_in()
    {
        using var browser = production.NewBrowser();
        (await browser.ReadAsync("/api/chargers")).Problem(HttpStatusCode.Unauthorized);
        (await browser.ReadAsync("/api/no/such")).Problem(HttpStatusCode.Unauthorized);
        (await browser.WriteAsync("/hubs/live/negotiate?negotiateVersion=1", "")).Problem(HttpStatusCode.Unauthorized);
        (await browser.CallAsync(HttpMethod.Get, "/api/chargers", headers: ("X-API-Key", "wrong"))).Problem(HttpStatusCode.Unauthorized);
        (await browser.CallAsync(HttpMethod.Post, "/api/charging/start", "{}", headers: ("X-API-Key", ProductionConsole.Viewer))).Problem(HttpStatusCode.Forbidden);

        using var page = new HttpRequestMessage(HttpMethod.Get, "/some/page?x=1");
        page.Headers.Host = "evil.example";
        using var response = await browser.SendAsync(page, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Assert.Equal("/setup", response.Headers.Location!.OriginalString);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string method, string path, (string Name, string Value)? header)
    {
        path = path.Replace("{documentName}", "v1", StringComparison.Ordinal).Replace("{documentName?}", "", StringComparison.Ordinal)
            .Replace(":int}", "}", StringComparison.Ordinal).Replace(":long}", "}", StringComparison.Ordinal);
        using var request = new HttpRequestMessage(new HttpMethod(method), path.Replace("{", "%7B", StringComparison.Ordinal).Replace("}", "%7D", StringComparison.Ordinal));
        if (header is { } sent)
        {
            request.Headers.Add(sent.Name, sent.Value);
        }

        if (method is "POST" or "PUT" or "PATCH")
        {
            request.Content = new StringContent("{", Encoding.UTF8, "application/json");
        }

        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
