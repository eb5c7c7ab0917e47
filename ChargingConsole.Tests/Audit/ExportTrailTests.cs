using System.Net;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Shared;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using static ChargingConsole.Tests.Shared.JsonFacts;

namespace ChargingConsole.Tests.Audit;

/// <summary>Whoever takes records away as a file stands in the trail.</summary>
public sealed class ExportTrailTests
{
    private static readonly (string Path, string Subject)[] s_exports =
    [
        ("/api/sessions/csv", "sessions.csv"), ("/api/commands/csv", "commands.csv"), ("/api/reports/csv", "report.csv"), ("/api/id-tag-export", "id-tags.csv"),
        ("/api/audit/csv", "audit.csv"), ("/api/audit/ndjson", "audit.ndjson"), ("/api/messages/export?format=csv", "messages.csv"), ("/api/messages/export", "messages.ndjson"),
        ("/api/jobs/1/export", "job-1.csv"),
    ];

    [Fact]
    public async Task Every_export_is_recorded_with_who_took_it_and_what_it_was_narrowed_to()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var charger = await RawCharger.BootAsync(console.Ocpp, "EXP-1", 1);
        Assert.Equal(HttpStatusCode.Created, (await console.Web.WriteAsync("/api/jobs", """{"action":"ClearCache","filter":{"all":true}}""")).Status);
        foreach (var (path, subject) in s_exports)
        {
            Assert.Equal(HttpStatusCode.OK, (await console.Web.ReadAsync(path)).Status);
            Has(Assert.Single((await console.Web.ReadAsync($"/api/audit?what=export.taken&subject={subject}")).Ok().EnumerateArray()), ("who", "developer"), ("address", "127.0.0.1"), ("outcome", "done"));
        }

        await console.Web.ReadAsync("/api/sessions/csv?charge_point_id=EXP-1");
        Has((await console.Web.ReadAsync("/api/audit?what=export.taken&subject=sessions.csv&limit=1")).Ok()[0], ("detail", "charge_point_id=EXP-1"));

        // Whatever else can be taken as a file has to be in the list above.
        var files = console.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetOrderedMetadata<IProducesResponseTypeMetadata>().Any(produces => produces.ContentTypes.Any(type => type.Contains("csv", StringComparison.Ordinal) || type.Contains("ndjson", StringComparison.Ordinal)))
                || endpoint.RoutePattern.RawText!.EndsWith("csv", StringComparison.Ordinal) || endpoint.RoutePattern.RawText.EndsWith("export", StringComparison.Ordinal))
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/').Replace("{id}", "1", StringComparison.Ordinal)).Distinct();
        Assert.Equal(s_exports.Select(export => export.Path.Split('?')[0]).Distinct().Order(StringComparer.Ordinal), files.Order(StringComparer.Ordinal));
    }
}
