using System.Net;
using System.Text;
using ChargingConsole.Auth;
using ChargingConsole.Tests.Api;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;

namespace ChargingConsole.Tests.Auth;

public sealed class AccessMatrixTests(ProductionConsole production) : IClassFixture<ProductionConsole>
{
    private static readonly (string? Key, AccessScope? Role)[] s_callers =
    [
        (null, null), (ProductionConsole.Viewer, AccessScope.Viewer), (ProductionConsole.Operator, AccessScope.Operator), (ProductionConsole.Administrator, AccessScope.Administrator),
    ];

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
                foreach (var (key, role) in s_callers)
                {
                    var status = await StatusAsync(client, method, rule.Path, key);
                    var expected = rule.LetsIn(role) ? "in" : role is null ? "401 or sign in" : "403";
                    var got = status switch
                    {
                        HttpStatusCode.Unauthorized or HttpStatusCode.Found when role is null && rule.Who != "open" => "401 or sign in",
                        HttpStatusCode.Forbidden => "403",
                        _ => "in",
                    };
                    if (expected != got)
                    {
                        wrong.Add($"{method} {rule.Path} as {role?.ToString() ?? "nobody"}: {(int)status}, where {expected} was meant");
                    }

                    tried++;
                }
            }
        }

        Assert.True(wrong.Count == 0, $"{string.Join('\n', wrong)}\nMend what is mapped, or the line in {AccessRules.File}.");
        Assert.True(tried > 300, $"Only {tried} were tried.");
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

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string method, string path, string? key)
    {
        path = path.Replace("{documentName}", "v1", StringComparison.Ordinal).Replace("{documentName?}", "", StringComparison.Ordinal)
            .Replace(":int}", "}", StringComparison.Ordinal).Replace(":long}", "}", StringComparison.Ordinal);
        using var request = new HttpRequestMessage(new HttpMethod(method), path.Replace("{", "%7B", StringComparison.Ordinal).Replace("}", "%7D", StringComparison.Ordinal));
        if (key is not null)
        {
            request.Headers.Add("X-API-Key", key);
        }

        if (method is "POST" or "PUT" or "PATCH")
        {
            request.Content = new StringContent("{", Encoding.UTF8, "application/json");
        }

        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
