using System.Security.Claims;
using ChargingConsole.Auth;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Configuration;
using ChargingConsole.Core.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChargingConsole.Api;

/// <summary>How a charger is secured: its profile and its password.</summary>
internal static class ChargerSecurityApi
{
    public static void MapChargerSecurity(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/chargers/{id}/security").WithTags("Security").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapGet("", Find)
            .WithSummary("How a charger is secured")
            .WithDescription("Its security profile, and whether it has a password here. The password itself is told to nobody.");
        group.MapPut("", RequireAsync)
            .WithSummary("Say what a charger has to come with")
            .WithDescription("The lowest security profile it is let in with. It rises by itself with how the charger comes; only this lowers it. Nothing is sent to the charger.")
            .RequireAuthorization(Policies.Operator)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapPost("/upgrade", UpgradeAsync)
            .WithSummary("Move a charger to a higher security profile")
            .WithDescription("Sends ChangeConfiguration SecurityProfile. The charger connects anew with it, and may not come with less from then on.")
            .RequireAuthorization(Policies.Operator)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapPost("/key/rotate", RotateAsync)
            .WithSummary("Give a charger a new random password")
            .WithDescription("Sends ChangeConfiguration AuthorizationKey. The old one counts as well until the charger has come in with the new one.")
            .RequireAuthorization(Policies.Operator)
            .ProducesProblem(StatusCodes.Status409Conflict);
        group.MapPut("/key", SetKeyAsync)
            .WithSummary("Set a charger's password")
            .WithDescription("With send it goes to the charger; without, the charger has it already. An old one counts as well until the charger has come in with this.")
            .RequireAuthorization(Policies.Operator)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapDelete("/key", ForgetKeyAsync)
            .WithSummary("Forget a charger's passwords")
            .RequireAuthorization(Policies.Operator);
    }

    private static Results<Ok<ChargerSecurityContract>, ProblemHttpResult> Find(string id, Fleet fleet, DoorBook book, ChargerSecurity security) =>
        fleet.TryFind(id, out var chargePoint) ? TypedResults.Ok(ChargerSecurityContract.From(chargePoint, book, security)) : ChargersApi.Unknown(id);

    private static async Task<Results<Ok<ChargerSecurityContract>, ProblemHttpResult>> RequireAsync(
        string id, JsonBody<RequiredProfileBody> body, Fleet fleet, DoorBook book, DoorRecords records, ChargerSecurity security, ClaimsPrincipal user)
    {
        if (!fleet.TryFind(id, out var chargePoint))
        {
            return ChargersApi.Unknown(id);
        }

        await records.RequireAsync(chargePoint, (SecurityProfile)body.Value.RequiredProfile!.Value, user.Actor());
        return TypedResults.Ok(ChargerSecurityContract.From(chargePoint, book, security));
    }

    private static async Task<Results<Ok<ConfigurationChangeAnswer>, ProblemHttpResult>> UpgradeAsync(
        string id, JsonBody<UpgradeBody> body, Fleet fleet, ChargerSecurity security, ClaimsPrincipal user)
    {
        if (!fleet.TryFind(id, out var chargePoint))
        {
            return ChargersApi.Unknown(id);
        }

        var (outcome, problem) = await security.UpgradeAsync(chargePoint, (SecurityProfile)body.Value.Profile!.Value, user.Actor());
        return outcome is null ? Problems.Of(StatusCodes.Status409Conflict, "not_ready", problem!) : Answer(outcome);
    }

    private static async Task<Results<Ok<ConfigurationChangeAnswer>, ProblemHttpResult>> RotateAsync(string id, Fleet fleet, ChargerSecurity security, ClaimsPrincipal user) =>
        fleet.TryFind(id, out var chargePoint) ? Answer(await security.RotateAsync(chargePoint, user.Actor())) : ChargersApi.Unknown(id);

    private static async Task<Results<Ok<ConfigurationChangeAnswer>, NoContent, ProblemHttpResult>> SetKeyAsync(
        string id, JsonBody<ChargerKeyBody> body, Fleet fleet, DoorRecords records, ChargerSecurity security, ClaimsPrincipal user)
    {
        if (!fleet.TryFind(id, out var chargePoint))
        {
            return ChargersApi.Unknown(id);
        }

        if (!body.Value.Send)
        {
            await records.TakeKeyAsync(chargePoint, body.Value.Key!, user.Actor());
            return TypedResults.NoContent();
        }

        var answer = Answer(await security.SendKeyAsync(chargePoint, body.Value.Key!, user.Actor()));
        return answer.Result is Ok<ConfigurationChangeAnswer> ok ? ok : (ProblemHttpResult)answer.Result;
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ForgetKeyAsync(string id, Fleet fleet, DoorRecords records, ClaimsPrincipal user)
    {
        if (!fleet.TryFind(id, out var chargePoint))
        {
            return ChargersApi.Unknown(id);
        }

        await records.ForgetKeysAsync(chargePoint, user.Actor());
        return TypedResults.NoContent();
    }

    private static Results<Ok<ConfigurationChangeAnswer>, ProblemHttpResult> Answer(KeyOutcome outcome) => outcome.Code switch
    {
        OutcomeCode.NotConnected => Problems.Of(StatusCodes.Status409Conflict, outcome.Code, outcome.Message),
        OutcomeCode.Unavailable => Problems.Of(StatusCodes.Status503ServiceUnavailable, outcome.Code, outcome.Message),
        OutcomeCode.NoAnswer => Problems.Of(StatusCodes.Status504GatewayTimeout, outcome.Code, outcome.Message),
        _ => TypedResults.Ok(ConfigurationChangeAnswer.From(outcome)),
    };
}
