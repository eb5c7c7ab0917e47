using System.ComponentModel;
using System.Security.Claims;
using System.Text;
using ChargingConsole.Auth;
using ChargingConsole.Core.Audit;
using ChargingConsole.Core.IdTags;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace ChargingConsole.Api;

/// <summary>Id tags in bulk: lists out and in, and those that were seen and are not known. Apart from <c>/id-tags/{id_tag}</c>, since a tag may have any name.</summary>
internal static class IdTagListsApi
{
    public static void MapIdTagLists(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("Id tags");
        group.MapGet("/unknown-id-tags", (UnknownIdTags unknown) => TypedResults.Ok(unknown.Latest.Select(UnknownIdTagContract.From).ToList()))
            .WithSummary("Tags that were presented and are not known")
            .WithDescription("The latest first. PUT /api/id-tags/{id_tag} takes one in.");
        group.MapGet("/id-tag-export", ExportAsync)
            .WithSummary("Id tags as CSV")
            .WithDescription("All that pass the filters of the list, by id_tag. What a spreadsheet would take for a formula has an apostrophe before it; the import takes it away.")
            .Produces<string>(StatusCodes.Status200OK, "text/csv")
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapPost("/id-tag-import", ImportAsync)
            .WithSummary("Take in id tags from CSV")
            .WithDescription($"The first line names the columns: {string.Join(", ", IdTagCsv.Columns)}. Without apply=true it only tells what would become of each line. Refused lines are left out, all others are taken in at once.")
            .RequireAuthorization(Policies.Operator)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> ExportAsync(
        IdTagBook book,
        AuditTrail trail,
        TimeProvider clock,
        HttpContext context,
        [Description("Part of the tag, its group or its note.")] string? q = null,
        [Description("Accepted, Blocked, Expired or Invalid, with the expiry reckoned in.")] string? status = null,
        [FromQuery(Name = "parent_id_tag"), Description("Of this group.")] string? parent = null)
    {
        if (IdTagsApi.Fault(status) is { } problem)
        {
            return problem;
        }

        await trail.NoteExportAsync(context, "id-tags.csv");
        var tags = new IdTagFilter { Text = q, Status = status, Group = parent }.Of(book, clock.GetUtcNow()).ToList();
        return TypedResults.File(Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(IdTagCsv.Export(tags))).ToArray(), "text/csv; charset=utf-8", ExportName.Of("id-tags", "csv", ("text", q), ("status", status), ("group", parent)));
    }

    private static async Task<Results<Ok<IdTagImportContract>, ProblemHttpResult>> ImportAsync(
        HttpRequest request,
        IdTagRegister register,
        IdTagBook book,
        TimeProvider clock,
        ClaimsPrincipal user,
        CancellationToken cancellationToken,
        [Description("Whether to do it.")] Flag? apply = null)
    {
        if (request.ContentType?.StartsWith("text/", StringComparison.OrdinalIgnoreCase) != true)
        {
            return Problems.Of(StatusCodes.Status415UnsupportedMediaType, "unsupported_media_type", "Send the list as text/csv.");
        }

        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync(cancellationToken);
        var isApplied = apply?.IsSet == true;
        var import = isApplied ? await register.ImportAsync(text, user.Actor()) : IdTagImport.Plan(text, book, clock.GetUtcNow());
        return import.Error is { } error ? Problems.Breaks("body", error) : TypedResults.Ok(IdTagImportContract.From(import, isApplied));
    }
}
