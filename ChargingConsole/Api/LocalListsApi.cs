using System.Security.Claims;
using ChargingConsole.Auth;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.LocalLists;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChargingConsole.Api;

/// <summary>The local authorisation lists of the chargers.</summary>
internal static class LocalListsApi
{
    public static void MapLocalLists(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/chargers/{id}/local-list").WithTags("Local lists");
        group.MapGet("", Find)
            .WithSummary("A charger's local list")
            .WithDescription("What it holds by our record, its own version beside ours, and what an update would change. The command GetLocalListVersion asks the charger for its version.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPost("/update", UpdateAsync)
            .WithSummary("Bring a charger's local list up to date")
            .WithDescription("Sends the id tags that may use the charger, in as many messages as it needs, and waits for the answers. A differential update becomes a full one where only that can help.")
            .RequireAuthorization(Policies.Operator)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status502BadGateway)
            .ProducesProblem(StatusCodes.Status504GatewayTimeout);
    }

    private static Results<Ok<LocalListContract>, ProblemHttpResult> Find(string id, Fleet fleet, LocalListBook book, LocalListLimits limits) =>
        fleet.Find(id) is { } chargePoint ? TypedResults.Ok(LocalListContract.From(chargePoint, book, limits)) : ChargersApi.Unknown(id);

    private static async Task<Results<Ok<LocalListUpdateAnswer>, ProblemHttpResult>> UpdateAsync(
        string id, JsonBody<LocalListUpdateBody> body, Fleet fleet, LocalListBook book, LocalListSender sender, ClaimsPrincipal user)
    {
        if (fleet.Find(id) is not { } chargePoint)
        {
            return ChargersApi.Unknown(id);
        }

        var outcome = await sender.SendAsync(chargePoint.Id, body.Value.IsFull, user.Actor());
        var status = CommandsApi.StatusOf(outcome.Code, isResult: outcome.Status is LocalListStatus.NotSupported);
        return status == StatusCodes.Status200OK
            ? TypedResults.Ok(new LocalListUpdateAnswer(
                outcome.IsAccepted, outcome.Status, outcome.Message, outcome.UpdateType, book.Of(chargePoint).Version, outcome.Sent, outcome.CommandIds))
            : Problems.Of(status, outcome.Code, outcome.Message, new Dictionary<string, object?>
            {
                ["success"] = false,
                ["command_ids"] = outcome.CommandIds,
                ["error_code"] = status == StatusCodes.Status502BadGateway ? outcome.Status : null,
            });
    }
}
