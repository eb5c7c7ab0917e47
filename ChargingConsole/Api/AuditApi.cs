using System.ComponentModel;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using ChargingConsole.Auth;
using ChargingConsole.Core;
using ChargingConsole.Core.Audit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChargingConsole.Api;

/// <summary>Who changed what.</summary>
internal static class AuditApi
{
    public static void MapAudit(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/audit").WithTags("Audit").RequireAuthorization(Policies.Administrator).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapGet("", ListAsync)
            .WithSummary("Who changed what")
            .WithDescription("Newest first. Page with before, the audit_id of the last one seen. Secrets never stand here.");
        group.MapGet("/csv", (Delegate)CsvAsync)
            .WithSummary("The audit trail as CSV")
            .WithDescription("What a spreadsheet would take for a formula has an apostrophe before it. That it was taken is recorded too.")
            .Produces<string>(StatusCodes.Status200OK, "text/csv");
        group.MapGet("/ndjson", (Delegate)NdjsonAsync)
            .WithSummary("The audit trail, one JSON object a line")
            .Produces<string>(StatusCodes.Status200OK, "application/x-ndjson");
    }

    private static async Task<Results<Ok<List<AuditContract>>, ProblemHttpResult>> ListAsync(
        [AsParameters] AuditQueryValues query,
        AuditQueries audit,
        CancellationToken cancellationToken,
        [Description("At most so many: 100, up to 1000.")] int? limit = null,
        [Description("Older than the record with this audit_id.")] long? before = null)
    {
        if (query.Filter(out var problem) is not { } filter)
        {
            return problem!;
        }

        var entries = await audit.ListAsync(filter, before, Limit.Of(limit, 100, 1000), cancellationToken);
        return TypedResults.Ok(entries.Select(AuditContract.From).ToList());
    }

    private static Task<Results<PushStreamHttpResult, ProblemHttpResult>> CsvAsync(
        [AsParameters] AuditQueryValues query, AuditQueries audit, AuditTrail trail, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        ExportAsync(query, trail, user, "csv", "text/csv; charset=utf-8", async (stream, filter) =>
        {
            // The mark at the beginning tells spreadsheets that this is UTF-8.
            await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
            await writer.WriteAsync(CsvRecord.Of("audit_id", "at", "who", "way", "address", "what", "subject", "before", "after", "outcome", "detail", "command_id"));
            await foreach (var entry in audit.StreamAsync(filter, cancellationToken))
            {
                var row = entry.Row;
                await writer.WriteAsync(CsvRecord.Of(
                    CsvRecord.Number(row.Id), CsvRecord.Time(row.At), row.Who, Words.Of(row.Way), row.Address, row.What, row.Subject,
                    row.Before, row.After, AuditContract.OutcomeOf(entry), row.Detail, CsvRecord.Number(row.CommandId)));
            }
        });

    private static Task<Results<PushStreamHttpResult, ProblemHttpResult>> NdjsonAsync(
        [AsParameters] AuditQueryValues query, AuditQueries audit, AuditTrail trail, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        ExportAsync(query, trail, user, "ndjson", "application/x-ndjson", async (stream, filter) =>
        {
            await foreach (var entry in audit.StreamAsync(filter, cancellationToken))
            {
                await JsonSerializer.SerializeAsync(stream, AuditContract.From(entry), ApiJson.Default.AuditContract, cancellationToken);
                await stream.WriteAsync("\n"u8.ToArray(), cancellationToken);
            }
        });

    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> ExportAsync(
        AuditQueryValues query, AuditTrail trail, ClaimsPrincipal user, string kind, string mediaType, Func<Stream, AuditFilter, Task> write)
    {
        if (query.Filter(out var problem) is not { } filter)
        {
            return problem!;
        }

        await trail.RecordAsync(user.Actor(), AuditWords.Exported, $"audit.{kind}");
        return TypedResults.Stream(stream => write(stream, filter), mediaType, ExportName.Of("audit", kind, query.Told));
    }
}
