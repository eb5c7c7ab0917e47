using Microsoft.AspNetCore.Routing.Template;

namespace ChargingConsole.Api;

/// <summary>
/// Tells "wrong method" from "no such address". Routing does so itself until a catch-all for pages or
/// files stands beside the API: that one takes the method, refuses the path, and leaves a 404.
/// </summary>
internal static class OtherMethods
{
    /// <summary>The methods that the request's path does take; empty when it is no address of the API.</summary>
    public static IReadOnlyList<string> Of(HttpContext context)
    {
        var endpoints = context.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints;
        return
        [
            .. endpoints.OfType<RouteEndpoint>()
                .Where(endpoint => endpoint.RoutePattern.RawText?.StartsWith("/api/", StringComparison.Ordinal) == true
                    && new TemplateMatcher(new RouteTemplate(endpoint.RoutePattern), []).TryMatch(context.Request.Path, []))
                .SelectMany(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [])
                .Distinct(),
        ];
    }
}
