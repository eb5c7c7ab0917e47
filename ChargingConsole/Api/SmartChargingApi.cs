using System.ComponentModel;
using System.Globalization;
using System.Security.Claims;
using ChargingConsole.Auth;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.SmartCharging;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace ChargingConsole.Api;

/// <summary>Limits and charging profiles on a charger.</summary>
internal static class SmartChargingApi
{
    public static void MapSmartCharging(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/chargers/{id}").WithTags("Charging profiles");
        group.MapGet("/charging-profiles", List)
            .WithSummary("What is installed on a charger")
            .WithDescription("By what it accepted, whoever sent it.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        Acts(group.MapPost("/charging-profiles", InstallAsync))
            .WithSummary("Install a profile of the library on a charger");
        Acts(group.MapPost("/limit", LimitAsync))
            .WithSummary("Limit a connector or a charger to so many amperes or kilowatts")
            .WithDescription("Tries the forms that chargers take until one is accepted, remembers it, and reads the composite schedule back. success false: it took none.");
        Acts(group.MapDelete("/limit", UnlimitAsync))
            .WithSummary("Remove a limit again");
        Acts(group.MapPost("/composite-schedule", AskAsync))
            .WithSummary("Ask a charger what it is going to do")
            .WithDescription("GetCompositeSchedule, beside what the installed profiles should give.");
    }

    private static RouteHandlerBuilder Acts(RouteHandlerBuilder endpoint) => endpoint
        .RequireAuthorization(Policies.Operator)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .ProducesProblem(StatusCodes.Status502BadGateway)
        .ProducesProblem(StatusCodes.Status504GatewayTimeout);

    private static Results<Ok<List<InstalledProfileContract>>, ProblemHttpResult> List(string id, Fleet fleet, InstalledProfiles installed, ProfileLibrary library) =>
        fleet.TryFind(id, out var chargePoint)
            ? TypedResults.Ok(installed.Of(chargePoint).Select(profile => InstalledProfileContract.From(profile, library)).ToList())
            : ChargersApi.Unknown(id);

    private static async Task<Results<Ok<CommandAnswer>, ProblemHttpResult>> InstallAsync(
        string id, JsonBody<InstallBody> body, Fleet fleet, ProfileLibrary library, ProfileInstaller installer, ClaimsPrincipal user)
    {
        if (fleet.Find(id) is null)
        {
            return ChargersApi.Unknown(id);
        }

        if (library.Find(body.Value.ProfileId!.Value) is not { } profile)
        {
            return ChargingProfilesApi.Unknown(body.Value.ProfileId.Value.ToString(CultureInfo.InvariantCulture));
        }

        var outcome = await installer.InstallAsync(profile, id, body.Value.ConnectorId!.Value, user.Actor());
        return outcome.Code == ProfileInstaller.WrongPlace ? Problems.Breaks("connector_id", outcome.Message) : CommandsApi.Answer(outcome);
    }

    private static async Task<Results<Ok<LimitAnswer>, ProblemHttpResult>> LimitAsync(string id, JsonBody<LimitBody> body, LimitDesk limits, ClaimsPrincipal user) =>
        // Without the request's token, as all that is on its way to a charger.
        Answer(id, await limits.SetAsync(id, body.Value.ConnectorId!.Value, body.Value.ToAmount(), user.Actor()));

    private static async Task<Results<Ok<LimitAnswer>, ProblemHttpResult>> UnlimitAsync(
        string id, LimitDesk limits, ClaimsPrincipal user, [FromQuery(Name = "connector_id"), Description("Where; 0, the charger, when absent.")] int? connectorId = null) =>
        Answer(id, await limits.RemoveAsync(id, connectorId ?? 0, user.Actor()));

    private static async Task<Results<Ok<CompositeContract>, ProblemHttpResult>> AskAsync(
        string id, JsonBody<CompositeBody> body, Fleet fleet, CompositeDesk composite, ClaimsPrincipal user)
    {
        if (fleet.Find(id) is null)
        {
            return ChargersApi.Unknown(id);
        }

        RateUnit? unit = body.Value.Unit switch { "A" => RateUnit.A, "W" => RateUnit.W, _ => null };
        var answer = await composite.AskAsync(id, body.Value.ConnectorId!.Value, body.Value.Duration ?? 86_400, unit, user.Actor());
        return CommandsApi.Answer(answer.Outcome).Result is ProblemHttpResult problem ? problem : TypedResults.Ok(CompositeContract.From(answer));
    }

    private static Results<Ok<LimitAnswer>, ProblemHttpResult> Answer(string id, LimitOutcome outcome) => outcome.Code switch
    {
        OutcomeCode.UnknownCharger => ChargersApi.Unknown(id),
        OutcomeCode.UnknownConnector => Problems.Breaks("connector_id", outcome.Message),
        OutcomeCode.NotConnected or OutcomeCode.InProgress => Problems.Of(StatusCodes.Status409Conflict, outcome.Code, outcome.Message),
        OutcomeCode.NoAnswer => Problems.Of(StatusCodes.Status504GatewayTimeout, outcome.Code, outcome.Message),
        OutcomeCode.Unavailable => Problems.Of(StatusCodes.Status503ServiceUnavailable, outcome.Code, outcome.Message),
        _ => TypedResults.Ok(LimitAnswer.From(outcome)),
    };
}
