using System.ComponentModel;
using System.Globalization;
using System.Security.Claims;
using ChargingConsole.Auth;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Api;

/// <summary>The charging sessions.</summary>
internal static class SessionsApi
{
    public static void MapSessions(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/sessions").WithTags("Sessions").RequireAuthorization(Policies.Own);
        group.MapGet("", ListAsync)
            .WithSummary("List sessions")
            .WithDescription("Newest start first, the pending ones before all. Page with before, the transaction_id of the last one seen. Drivers see those of their own id tags, the open ones first; partners those they started.")
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapGet("/{transaction_id}", FindAsync)
            .WithSummary("One session")
            .ProducesProblem(StatusCodes.Status404NotFound);
        group.MapGet("/{transaction_id}/meter-values", ReadingsAsync)
            .WithSummary("A session's curve")
            .WithDescription("The newest readings, oldest first; power in kW, the register in kWh.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    /// <summary>What is for operators' eyes and hands alone.</summary>
    public static void MapSessionCare(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/sessions").WithTags("Sessions");
        group.MapGet("/csv", SessionsCsv.GetAsync)
            .WithSummary("Sessions as CSV")
            .WithDescription("All sessions that pass the filter, newest start first; times in UTC, energy in kWh.")
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapPost("/{transaction_id}/close", CloseAsync)
            .WithSummary("Close a stuck session")
            .WithDescription("Ends the session here and marks the end as estimated: at its last reading. The charger is not asked; a StopTransaction that comes after all replaces the estimate. One that has ended is given as it is.")
            .RequireAuthorization(Policies.Operator)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<List<SessionContract>>, ProblemHttpResult>> ListAsync(
        [AsParameters] SessionQueryValues query,
        SessionQueries sessions,
        Fleet fleet,
        IOptions<ChargingOptions> options,
        TimeProvider clock,
        ClaimsPrincipal user,
        CancellationToken cancellationToken,
        [Description("At most so many: 50, up to 500.")] int? limit = null,
        [Description("Older than the session with this transaction_id; 0, which pending ones have, means behind those.")] int? before = null)
    {
        if (query.Filter(fleet, out var problem) is not { } filter)
        {
            return problem is null ? TypedResults.Ok(new List<SessionContract>()) : problem;
        }

        var reach = Reach.Of(user);
        filter = filter with
        {
            Reach = reach,
            // The app takes the first of one for the driver's present session.
            OpenFirst = user.IsInRole(nameof(AccessScope.Driver)) && reach is not null,
            Before = before,
            Limit = Limit.Of(limit, 50, 500),
        };
        var found = await sessions.ListAsync(filter, cancellationToken);
        var now = clock.GetUtcNow();
        return TypedResults.Ok(found.Select(session => SessionContract.From(session, fleet, options.Value, now).For(reach)).ToList());
    }

    private static async Task<Results<Ok<SessionContract>, ProblemHttpResult>> CloseAsync(
        [FromRoute(Name = "transaction_id")] string transactionId,
        StuckSessions stuck, SessionQueries sessions, Fleet fleet, IOptions<ChargingOptions> options, TimeProvider clock, ClaimsPrincipal user)
    {
        if (Number(transactionId) is not { } id)
        {
            return Unknown(transactionId);
        }

        // One that has ended stays as it ended.
        await stuck.CloseAsync(id, user.Actor());
        return await sessions.FindAsync(id) is { } session
            ? TypedResults.Ok(SessionContract.From(session, fleet, options.Value, clock.GetUtcNow()))
            : Unknown(transactionId);
    }

    private static async Task<Results<Ok<SessionContract>, ProblemHttpResult>> FindAsync(
        [FromRoute(Name = "transaction_id")] string transactionId, SessionQueries sessions, Fleet fleet, IOptions<ChargingOptions> options, TimeProvider clock, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        Number(transactionId) is { } id && await sessions.FindAsync(id, Reach.Of(user), cancellationToken) is { } session
            ? TypedResults.Ok(SessionContract.From(session, fleet, options.Value, clock.GetUtcNow()).For(Reach.Of(user)))
            : Unknown(transactionId);

    private static async Task<Results<Ok<List<MeterValueContract>>, ProblemHttpResult>> ReadingsAsync(
        [FromRoute(Name = "transaction_id")] string transactionId, SessionQueries sessions, ClaimsPrincipal user, CancellationToken cancellationToken,
        [Description("At most so many: 60, up to 5000.")] int? limit = null)
    {
        if (Number(transactionId) is not { } id || await sessions.FindAsync(id, Reach.Of(user), cancellationToken) is null)
        {
            return Unknown(transactionId);
        }

        var readings = await sessions.ReadingsAsync(id, Limit.Of(limit, 60, 5000), cancellationToken);
        return TypedResults.Ok(readings.Select(MeterValueContract.From).ToList());
    }

    private static ProblemHttpResult Unknown(string transactionId) =>
        Problems.NotFound($"Session {transactionId} not found", Core.Commands.OutcomeCode.UnknownTransaction);

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
