using System.Net;
using System.Text;
using ChargingConsole.Api;
using ChargingConsole.Auth;
using ChargingConsole.Tests.Api;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ChargingConsole.Tests.Auth;

public sealed class AccessMatrixTests(ProductionConsole production) : IClassFixture<ProductionConsole>
{
    private static readonly string[] s_open = ["/health", "/health/live", "/health/ready", "/sign-in", "/sign-out", TransferEndpoints.Pattern];

    private static readonly (string? Key, AccessRole? Role)[] s_callers =
    [
        (null, null), (ProductionConsole.Viewer, AccessRole.Viewer), (ProductionConsole.Operator, AccessRole.Operator), (ProductionConsole.Administrator, AccessRole.Administrator),
    ];

    [Fact]
    public async Task Every_endpoint_lets_in_exactly_the_roles_it_is_meant_for()
    {
        using var client = production.NewBrowser();
        var tried = 0;
        foreach (var (method, path) in Endpoints())
        {
            var needed = Needed(method, path);
            foreach (var (key, role) in s_callers)
            {
                var status = await StatusAsync(client, method, path, key);
                var expected = needed is null || role >= needed ? "in" : role is null ? "401 or sign in" : "403";
                var got = status switch
                {
                    HttpStatusCode.Unauthorized or HttpStatusCode.Found when role is null && needed is not null => "401 or sign in",
                    HttpStatusCode.Forbidden => "403",
                    _ => "in",
                };
                Assert.True(expected == got, $"{method} {path} as {role?.ToString() ?? "nobody"}: {(int)status}, where {expected} was meant");
                tried++;
            }
        }

        Assert.True(tried > 80, $"Only {tried} were tried.");
    }

    [Fact]
    public void Every_endpoint_says_whom_it_is_for_or_falls_under_the_rule_for_all()
    {
        var policies = production.Console.Get<IAuthorizationPolicyProvider>();
        Assert.NotNull(policies.GetFallbackPolicyAsync());
        var open = production.Console.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/').TrimEnd('/'))
            .Where(path => !path.Contains('.', StringComparison.Ordinal))
            .ToHashSet();
        Assert.Superset(s_open.ToHashSet(), open);
        Assert.Subset(s_open.ToHashSet(), open);
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
        Assert.Equal("/sign-in?return=%2Fsome%2Fpage%3Fx%3D1", response.Headers.Location!.OriginalString);
    }

    private IEnumerable<(string Method, string Path)> Endpoints() =>
        from endpoint in production.Console.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/')
        where !path.Contains('.', StringComparison.Ordinal) || path.StartsWith("/openapi", StringComparison.Ordinal)
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        select (method, path.Replace("{documentName}", "v1", StringComparison.Ordinal).Replace("{documentName?}", "", StringComparison.Ordinal));

    /// <summary>The rule as written in docs/api.md: whatever changes something asks for an operator, the database itself and the certificate authority for an administrator.</summary>
    private static AccessRole? Needed(string method, string path) =>
        s_open.Contains(path.TrimEnd('/')) ? null
        : path.StartsWith("/api/database/", StringComparison.Ordinal) || (method, path) is ("POST", "/api/certificates/authority") ? AccessRole.Administrator
        : path.StartsWith("/api/", StringComparison.Ordinal) && method is "POST" or "PUT" or "DELETE" or "PATCH" ? AccessRole.Operator
        : AccessRole.Viewer;

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string method, string path, string? key)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path.Replace("{", "%7B", StringComparison.Ordinal).Replace("}", "%7D", StringComparison.Ordinal));
        if (key is not null)
        {
            request.Headers.Add("X-API-Key", key);
        }

        if (method is "POST" or "PUT")
        {
            request.Content = new StringContent("{", Encoding.UTF8, "application/json");
        }

        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
