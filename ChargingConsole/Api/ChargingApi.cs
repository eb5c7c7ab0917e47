using System.Security.Claims;
using ChargingConsole.Auth;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Commands;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Api;

/// <summary>The mobile app's two calls. The caller's disconnecting stops the waiting and never the command.</summary>
internal static partial class ChargingApi
{
    public static void MapCharging(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/charging").WithTags("Charging")
            .RequireAuthorization(Policies.Charging)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapPost("/start", StartAsync)
            .WithSummary("Start charging")
            .WithDescription("Asks the charger to start, and waits a few seconds for the session. Refusals are 200 with success false; transaction_id is 0 while the session has not begun.");
        group.MapPost("/stop", StopAsync)
            .WithSummary("Stop charging")
            .WithDescription("Stops the session, or with charger_id alone that charger's newest open one. Refusals are 200 with success false; a session that has ended is a success.");
    }

    private static async Task<Ok<ChargingAnswer>> StartAsync(
        JsonBody<StartRequest> body, CommandDesk desk, IOptions<ChargingOptions> options, TimeProvider clock, ClaimsPrincipal user, ILogger<ChargingAnswer> logger)
    {
        try
        {
            var request = body.Value;
            var appTag = options.Value.AppIdTag;
            if (Reach.TagFor(user, request.IdTag, appTag) is not { } idTag)
            {
                return TypedResults.Ok(ChargingWords.NotOwnTag(request.IdTag ?? appTag));
            }

            var outcome = await desk.StartAsync(request.ChargerId!, request.ConnectorId ?? 1, idTag, user.Actor());
            var transaction = outcome.IsAccepted || outcome.Confirmation.IsCompleted
                ? await WaitAsync(outcome.Confirmation, TimeSpan.FromSeconds(options.Value.StartWaitSeconds), clock)
                : null;
            return TypedResults.Ok(ChargingWords.For(Reach.Of(user), ChargingWords.OfStart(outcome, request.ChargerId!, transaction)));
        }
        catch (Exception e)
        {
            // The app shows a message only on 200.
            Failed(logger, "start", e);
            return TypedResults.Ok(ChargingWords.Unexpected);
        }
    }

    private static async Task<Ok<ChargingAnswer>> StopAsync(
        JsonBody<StopRequest> body, StopDesk desk, ClaimsPrincipal user, ILogger<ChargingAnswer> logger)
    {
        try
        {
            return TypedResults.Ok(await desk.StopAsync(body.Value.TransactionId ?? 0, body.Value.ChargerId, user.Actor(), Reach.ToActOf(user)));
        }
        catch (Exception e)
        {
            Failed(logger, "stop", e);
            return TypedResults.Ok(ChargingWords.Unexpected);
        }
    }

    private static async Task<TransactionRow?> WaitAsync(Task<TransactionRow?> confirmation, TimeSpan limit, TimeProvider clock)
    {
        try
        {
            return await confirmation.WaitAsync(limit, clock);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    [LoggerMessage(EventId = 400, Level = LogLevel.Error, Message = "A {Act} failed")]
    private static partial void Failed(ILogger logger, string act, Exception error);
}
