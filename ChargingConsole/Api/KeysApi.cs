using System.Globalization;
using System.Security.Claims;
using ChargingConsole.Auth;
using ChargingConsole.Auth.Keys;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChargingConsole.Api;

/// <summary>The API keys of the database; those of the configuration are changed there.</summary>
internal static class KeysApi
{
    public static void MapKeys(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/keys").WithTags("API keys").RequireAuthorization(Policies.Administrator);
        group.MapGet("", ListAsync)
            .WithSummary("List API keys")
            .WithDescription("The good ones first, by name; revoked and expired ones stay in the list.");
        group.MapPost("", AddAsync)
            .WithSummary("Make an API key")
            .WithDescription("The answer shows the key, this once. scope: driver (needs id_tags), partner, viewer, operator or administrator.")
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapDelete("/{id}", RevokeAsync)
            .WithSummary("Revoke an API key")
            .WithDescription("It loses access at once, in open hub connections and pages too.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Ok<List<ApiKeyContract>>> ListAsync(ApiKeyRegister register, TimeProvider clock, CancellationToken cancellationToken) =>
        TypedResults.Ok((await register.ListAsync(cancellationToken)).Select(row => ApiKeyContract.From(row, clock.GetUtcNow(), null)).ToList());

    private static async Task<Results<Created<ApiKeyContract>, ProblemHttpResult>> AddAsync(
        JsonBody<NewApiKeyBody> body, ApiKeyRegister register, TimeProvider clock, ClaimsPrincipal user, HttpContext context)
    {
        var asked = body.Value;
        if (asked.ExpiresAt <= clock.GetUtcNow())
        {
            return Problems.Breaks("expires_at", "expires_at is past.");
        }

        if (await register.AddAsync(new NewApiKey(asked.Name!, Words.Read<AccessScope>(asked.Scope!)!.Value, asked.IdTags ?? [], asked.ExpiresAt), user.Actor()) is not { } made)
        {
            return Problems.Of(StatusCodes.Status409Conflict, "name_taken", $"There is, or was, a key called {asked.Name!.Trim()}.");
        }

        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created(
            string.Create(CultureInfo.InvariantCulture, $"/api/keys/{made.Row.Id}"), ApiKeyContract.From(made.Row, clock.GetUtcNow(), made.Key));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RevokeAsync(string id, ApiKeyRegister register, ClaimsPrincipal user) =>
        int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && await register.RevokeAsync(number, user.Actor())
            ? TypedResults.NoContent()
            : Problems.NotFound($"API key {id} not found");
}

/// <summary>An API key.</summary>
/// <param name="Hint">Its first characters.</param>
/// <param name="State">active, expired or revoked.</param>
/// <param name="LastUsedAt">Exact to a minute.</param>
/// <param name="Key">The key itself, only in the answer that makes it.</param>
internal sealed record ApiKeyContract(
    int Id, string Name, string Scope, IReadOnlyList<string> IdTags, string Hint, string State, DateTimeOffset CreatedAt, string CreatedBy,
    DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt, string? RevokedBy, string? Key)
{
    public static ApiKeyContract From(ApiKeyRow row, DateTimeOffset now, string? key) => new(
        row.Id, row.Name, Words.Of(row.Scope), row.Tags, row.Hint, row.RevokedAt is not null ? "revoked" : row.IsGoodAt(now) ? "active" : "expired",
        row.CreatedAt, row.CreatedBy, row.ExpiresAt, row.LastUsedAt, row.RevokedAt, row.RevokedBy, key);
}

/// <summary>A key to make.</summary>
internal sealed record NewApiKeyBody : ICheckedBody
{
    /// <summary>Whose it is; no two have the same.</summary>
    public string? Name { get; init; }

    /// <summary>driver, partner, viewer, operator or administrator.</summary>
    public string? Scope { get; init; }

    /// <summary>The id tags of a driver's or partner's key.</summary>
    public IReadOnlyList<string>? IdTags { get; init; }

    /// <summary>When it ends by itself; never when absent.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    void ICheckedBody.Check(Violations violations)
    {
        var scope = Scope is null ? null : Words.Read<AccessScope>(Scope);
        violations.Require(!string.IsNullOrWhiteSpace(Name) && Name.Length <= 100 && !Name.Any(char.IsControl), "name", "is required, of at most 100 characters");
        violations.Require(scope is not null, "scope", $"must be one of {Words.All<AccessScope>()}");
        violations.Require(IdTags is null || (IdTags.Count <= 50 && IdTags.All(tag => !string.IsNullOrWhiteSpace(tag) && tag.Length <= 20 && !tag.Any(char.IsControl))), "id_tags", "has an entry that is no id tag of 1 to 20 characters, or more than 50");
        violations.Require(scope != AccessScope.Driver || IdTags is { Count: > 0 }, "id_tags", "is required for a driver's key");
        violations.Require(scope is null or AccessScope.Driver or AccessScope.Partner || IdTags is null or { Count: 0 }, "id_tags", "is for drivers' and partners' keys");
    }
}
