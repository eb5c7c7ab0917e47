using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChargingConsole.Api;

/// <summary>How the server is.</summary>
/// <param name="Status">ok or unavailable.</param>
/// <param name="Database">connected or unavailable.</param>
internal sealed record HealthContract(string Status, string Database);

/// <summary>Health for orchestrators and the app. Open to all: it tells nothing but yes or no, and probes carry no keys.</summary>
internal static class HealthApi
{
    /// <summary>The tag of the checks that readiness asks.</summary>
    public const string Ready = "ready";

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/health").WithTags("Health").AllowAnonymous();
        group.MapMethods("", [HttpMethods.Get, HttpMethods.Head], TellAsync)
            .WithSummary("Health")
            .Produces<HealthContract>()
            .Produces<HealthContract>(StatusCodes.Status503ServiceUnavailable);
        group.MapHealthChecks("/live", new HealthCheckOptions { Predicate = _ => false });
        group.MapHealthChecks("/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready) });
    }

    private static async Task<JsonHttpResult<HealthContract>> TellAsync(HealthCheckService checks, CancellationToken cancellationToken)
    {
        var report = await checks.CheckHealthAsync(check => check.Tags.Contains(Ready), cancellationToken);
        return report.Status == HealthStatus.Healthy
            ? TypedResults.Json(new HealthContract("ok", "connected"))
            : TypedResults.Json(new HealthContract("unavailable", "unavailable"), statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}
