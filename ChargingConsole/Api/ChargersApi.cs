using System.ComponentModel;
using System.Security.Claims;
using ChargingConsole.Auth;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Api;

/// <summary>The charge points, from memory.</summary>
internal static class ChargersApi
{
    public static void MapChargers(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/chargers").WithTags("Chargers").RequireAuthorization(Policies.Own);
        group.MapGet("", ListAsync)
            .WithSummary("List chargers")
            .WithDescription("All chargers by charge_point_id. online means connected; a charger with a long heartbeat interval is online while its connection stands. Drivers and partners see no internals and no session but their own.");
        group.MapGet("/{id}/status", FindAsync)
            .WithSummary("One charger")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    /// <summary>What a caller is told of an id that no charger has.</summary>
    public static ProblemHttpResult Unknown(string id) => Problems.NotFound($"Charger {id} not found", Core.Commands.OutcomeCode.UnknownCharger);

    private static async Task<Ok<List<ChargerContract>>> ListAsync(
        Fleet fleet,
        SessionQueries sessions,
        IOptions<ChargingOptions> options,
        ClaimsPrincipal user,
        CancellationToken cancellationToken,
        [FromQuery(Name = "online_only"), Description("1: only those that are connected.")] Flag? onlineOnly = null,
        [Description("At most so many; all when absent.")] int? limit = null,
        [Description("Only those behind this charge_point_id in the list, for paging.")] string? after = null)
    {
        var chargers = fleet.All
            .Where(chargePoint => onlineOnly is not { IsSet: true } || chargePoint.State.IsConnected)
            .Where(chargePoint => after is null || Order.Compare(chargePoint.Id, after) > 0)
            .OrderBy(chargePoint => chargePoint.Id, Order)
            .Take(Limit.Of(limit, int.MaxValue, int.MaxValue));
        var own = await OwnAsync(user, sessions, cancellationToken);
        return TypedResults.Ok(chargers.Select(chargePoint => ChargerContract.From(chargePoint, options.Value).For(own)).ToList());
    }

    private static async Task<Results<Ok<ChargerContract>, ProblemHttpResult>> FindAsync(
        string id, Fleet fleet, SessionQueries sessions, IOptions<ChargingOptions> options, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        fleet.TryFind(id, out var chargePoint)
            ? TypedResults.Ok(ChargerContract.From(chargePoint, options.Value).For(await OwnAsync(user, sessions, cancellationToken)))
            : Unknown(id);

    private static async Task<IReadOnlySet<int>?> OwnAsync(ClaimsPrincipal user, SessionQueries sessions, CancellationToken cancellationToken) =>
        Reach.Of(user) is { } reach ? await sessions.OpenIdsAsync(reach, cancellationToken) : null;

    private static readonly StringComparer Order = StringComparer.OrdinalIgnoreCase;
}
