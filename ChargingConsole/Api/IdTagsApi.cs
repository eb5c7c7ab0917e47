using System.ComponentModel;
using System.Security.Claims;
using ChargingConsole.Auth;
using ChargingConsole.Core.IdTags;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace ChargingConsole.Api;

/// <summary>The id tags.</summary>
internal static class IdTagsApi
{
    /// <summary>What drivers and partners reach too: each its own tags.</summary>
    public static void MapOwnIdTags(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/id-tags").WithTags("Id tags").RequireAuthorization(Policies.Own);
        group.MapGet("", List)
            .WithSummary("List id tags")
            .WithDescription("By id_tag. Page with after, the id_tag of the last one seen. Drivers and partners see their own.")
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapGet("/{id_tag}", Find)
            .WithSummary("One id tag")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    public static void MapIdTags(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/id-tags").WithTags("Id tags");
        group.MapPut("/{id_tag}", PutAsync)
            .WithSummary("Make or replace an id tag")
            .WithDescription("Absent members become their defaults. An expiry in the past is allowed.")
            .RequireAuthorization(Policies.Operator)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapDelete("/{id_tag}", RemoveAsync)
            .WithSummary("Remove an id tag")
            .WithDescription("Its open sessions go on.")
            .RequireAuthorization(Policies.Operator)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static Results<Ok<List<IdTagContract>>, ProblemHttpResult> List(
        IdTagBook book,
        TimeProvider clock,
        ClaimsPrincipal user,
        [Description("At most so many: 500, up to 10000.")] int? limit = null,
        [Description("Only those behind this id_tag in the list, for paging.")] string? after = null,
        [Description("Part of the tag, its group or its note.")] string? q = null,
        [Description("Accepted, Blocked, Expired or Invalid, with the expiry reckoned in.")] string? status = null,
        [FromQuery(Name = "parent_id_tag"), Description("Of this group.")] string? parent = null)
    {
        if (Fault(status) is { } problem)
        {
            return problem;
        }

        var filter = new IdTagFilter { Text = q, Status = status, Group = parent };
        var now = clock.GetUtcNow();
        var tags = filter.Of(book, now)
            .Where(tag => Reach.Has(user, tag.IdTag))
            .Where(tag => after is null || StringComparer.OrdinalIgnoreCase.Compare(tag.IdTag, after) > 0)
            .Take(Limit.Of(limit, 500, 10_000));
        return TypedResults.Ok(tags.Select(tag => IdTagContract.From(tag).For(Reach.Of(user))).ToList());
    }

    /// <summary>What is wrong with a status to filter by; null when nothing is.</summary>
    internal static ProblemHttpResult? Fault(string? status) =>
        string.IsNullOrEmpty(status) || IdTagLimits.Statuses.Contains(status, StringComparer.OrdinalIgnoreCase)
            ? null
            : Problems.Breaks("status", $"status must be one of {string.Join(", ", IdTagLimits.Statuses)}.");

    private static Results<Ok<IdTagContract>, ProblemHttpResult> Find([FromRoute(Name = "id_tag")] string idTag, IdTagBook book, ClaimsPrincipal user) =>
        book.Find(idTag) is { } tag && Reach.Has(user, tag.IdTag) ? TypedResults.Ok(IdTagContract.From(tag).For(Reach.Of(user))) : Unknown(idTag);

    private static async Task<Results<Ok<IdTagContract>, Created<IdTagContract>, ProblemHttpResult>> PutAsync(
        [FromRoute(Name = "id_tag")] string idTag, JsonBody<IdTagBody> body, IdTagRegister register, ClaimsPrincipal user)
    {
        if (IdTagLimits.OfTag(idTag) is { } wrong)
        {
            return Problems.Breaks("id_tag", wrong);
        }

        var (tag, isNew) = await register.PutAsync(idTag, body.Value.Apply, user.Actor());
        var contract = IdTagContract.From(tag);
        return isNew ? TypedResults.Created($"/api/id-tags/{Uri.EscapeDataString(tag.IdTag)}", contract) : TypedResults.Ok(contract);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync([FromRoute(Name = "id_tag")] string idTag, IdTagRegister register, ClaimsPrincipal user) =>
        await register.RemoveAsync(idTag, user.Actor()) ? TypedResults.NoContent() : Unknown(idTag);

    private static ProblemHttpResult Unknown(string idTag) => Problems.NotFound($"Id tag {idTag} not found");
}
