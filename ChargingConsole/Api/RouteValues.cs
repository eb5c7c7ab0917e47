using Microsoft.AspNetCore.Http.Features;

namespace ChargingConsole.Api;

/// <summary>
/// Route values as they were meant. Kestrel decodes a path except for <c>%2F</c>, so that an id with a
/// slash would arrive half decoded, and one with a literal "%2F" would be taken for it. Both are read
/// again from the request line here, each segment decoded exactly once.
/// </summary>
internal static class RouteValues
{
    /// <summary>Corrects the route values before the endpoint's parameters are bound.</summary>
    public static TBuilder WithExactRouteValues<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint =>
        {
            if (endpoint is RouteEndpointBuilder { RequestDelegate: { } inner, RoutePattern.Parameters.Count: > 0 } route)
            {
                route.RequestDelegate = context =>
                {
                    Correct(context, route);
                    return inner(context);
                };
            }
        });
        return builder;
    }

    private static void Correct(HttpContext context, RouteEndpointBuilder route)
    {
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        var path = target.Split('?', '#')[0].Split('/', StringSplitOptions.RemoveEmptyEntries);
        var pattern = route.RoutePattern.PathSegments;
        if (!target.StartsWith('/') || path.Length != pattern.Count || path.Any(segment => segment is "." or ".."))
        {
            return;
        }

        for (var i = 0; i < path.Length; i++)
        {
            if (pattern[i].Parts is [Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter])
            {
                context.Request.RouteValues[parameter.Name] = Uri.UnescapeDataString(path[i]);
            }
        }
    }
}
