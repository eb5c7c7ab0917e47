using System.Security.Claims;
using ChargingConsole.Auth;
using ChargingConsole.Core.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChargingConsole.Api;

/// <summary>The addresses that are blocked at the chargers' door.</summary>
internal static class BlockedAddressesApi
{
    public static void MapBlockedAddresses(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/blocked-addresses").WithTags("Onboarding");
        group.MapGet("", (BlockedAddresses blocked) => TypedResults.Ok(blocked.All.Select(BlockedAddressContract.From).ToList()))
            .WithSummary("List blocked addresses")
            .WithDescription("The latest first. From these nobody is let in at the chargers' door, before anything else is looked at.");
        group.MapPost("", AddAsync)
            .WithSummary("Block an address or a network")
            .WithDescription("Chargers that are connected from there are cut off. Attempts are listed among the refused connections.")
            .RequireAuthorization(Policies.Administrator)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapDelete("/{**address}", RemoveAsync)
            .WithSummary("Block an address no longer")
            .WithDescription("A network with its slash, such as 203.0.113.0/24.")
            .RequireAuthorization(Policies.Administrator)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Created<BlockedAddressContract>, ProblemHttpResult>> AddAsync(JsonBody<BlockedAddressBody> body, BlockedAddresses blocked, ClaimsPrincipal user)
    {
        var (row, problem) = await blocked.AddAsync(body.Value.Address!, body.Value.Note, user.Actor());
        return row is null ? Problems.Breaks("address", problem!) : TypedResults.Created($"/api/blocked-addresses/{row.Address}", BlockedAddressContract.From(row));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(string address, BlockedAddresses blocked, ClaimsPrincipal user) =>
        await blocked.RemoveAsync(address, user.Actor()) ? TypedResults.NoContent() : Problems.NotFound($"{address} is not blocked.");
}

/// <summary>An address or network that is blocked.</summary>
internal sealed record BlockedAddressContract(string Address, string? Note, string BlockedBy, DateTimeOffset BlockedAt)
{
    public static BlockedAddressContract From(BlockedAddressRow row) => new(row.Address, row.Note, row.BlockedBy, row.BlockedAt);
}

/// <summary>What is to be blocked.</summary>
internal sealed record BlockedAddressBody : ICheckedBody
{
    /// <summary>An address, or a network such as 203.0.113.0/24.</summary>
    public string? Address { get; init; }

    /// <summary>Why, at most 200 characters.</summary>
    public string? Note { get; init; }

    void ICheckedBody.Check(Violations violations) => violations.Require(Address is { Length: > 0 and <= 64 }, "address", "must be given, with at most 64 characters");
}
