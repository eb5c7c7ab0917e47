using System.Security.Claims;
using ChargingConsole.Auth;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChargingConsole.Api;

/// <summary>What operators set of a charger, and the connection they cut.</summary>
internal static class ChargerSettingsApi
{
    public static void MapChargerSettings(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/chargers/{id}").WithTags("Chargers");
        group.MapGet("/settings", Find)
            .WithSummary("A charger's settings")
            .WithDescription("What describes it, and how it has to be understood where it differs from the specification.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPut("/settings", PutAsync)
            .WithSummary("Set a charger's settings")
            .WithDescription("Absent members become their defaults: nothing set, every quirk setting off.")
            .RequireAuthorization(Policies.Operator)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapPost("/reconnect", ReconnectAsync)
            .WithSummary("Cut a charger's connection")
            .WithDescription("The connection is cut without a close handshake, so that the charger connects anew: some never come back after a close frame.")
            .RequireAuthorization(Policies.Operator)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static Results<Ok<ChargerSettingsContract>, ProblemHttpResult> Find(string id, Fleet fleet) =>
        fleet.TryFind(id, out var chargePoint) ? TypedResults.Ok(ChargerSettingsContract.From(chargePoint.State)) : ChargersApi.Unknown(id);

    private static async Task<Results<Ok<ChargerSettingsContract>, ProblemHttpResult>> PutAsync(
        string id, JsonBody<ChargerSettingsBody> body, Fleet fleet, ChargePointSettings settings, ClaimsPrincipal user)
    {
        if (!fleet.TryFind(id, out var chargePoint))
        {
            return ChargersApi.Unknown(id);
        }

        await settings.ChangeAsync(chargePoint, body.Value.Describe, body.Value.Understand, user.Actor());
        return TypedResults.Ok(ChargerSettingsContract.From(chargePoint.State));
    }

    private static async Task<Results<Ok<ReconnectAnswer>, ProblemHttpResult>> ReconnectAsync(string id, CommandDesk desk, ClaimsPrincipal user)
    {
        var outcome = await desk.ReconnectAsync(id, user.Actor());
        return outcome.Code switch
        {
            OutcomeCode.Accepted => TypedResults.Ok(new ReconnectAnswer(true, outcome.Message, outcome.Command?.Id)),
            OutcomeCode.UnknownCharger => ChargersApi.Unknown(id),
            OutcomeCode.Unavailable => Problems.Of(StatusCodes.Status503ServiceUnavailable, outcome.Code, outcome.Message),
            _ => Problems.Of(StatusCodes.Status409Conflict, outcome.Code, outcome.Message),
        };
    }
}
