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

    private static async Task<Results<Ok<List<SessionContract>>, ProblemHttpResult>> ListAsync(
        SessionQueries sessions,
        Fleet fleet,
        IOptions<ChargingOptions> options,
        TimeProvider clock,
        ClaimsPrincipal user,
        CancellationToken cancellationToken,
        [Description("At most so many: 50, up to 500.")] int? limit = null,
        [Description("Older than the session with this transaction_id; 0, which pending ones have, means behind those.")] int? before = null,
        [FromQuery(Name = "charge_point_id"), Description("Of this charger.")] string? chargePointId = null,
        [FromQuery(Name = "charger_id"), Description("Of this charger: its charge_point_id or its number.")] string? chargerId = null,
        [Description("pending, active, stopping, interrupted or completed.")] string? status = null,
        [FromQuery(Name = "id_tag"), Description("Of this tag.")] string? idTag = null,
        [Description("Begun at this time or later, UTC.")] Moment? from = null,
        [Description("Begun before this time, UTC.")] Moment? to = null)
    {
        SessionStatus? state = null;
        if (!string.IsNullOrEmpty(status) && (state = Words.Read<SessionStatus>(status)) is null)
        {
            return Problems.Breaks("status", $"status must be one of {Words.All<SessionStatus>()}.");
        }

        var named = chargerId is null ? chargePointId : Identity(fleet, chargerId);
        if (chargePointId is not null && !string.Equals(named, chargePointId, StringComparison.OrdinalIgnoreCase))
        {
            return TypedResults.Ok(new List<SessionContract>());
        }

        var reach = Reach.Of(user);
        var filter = new SessionFilter
        {
            Reach = reach,
            // The app takes the first of one for the driver's present session.
            OpenFirst = user.IsInRole(nameof(AccessScope.Driver)) && reach is not null,
            ChargePointId = named,
            Status = state,
            IdTag = idTag?.Trim(),
            From = from?.Utc,
            To = to?.Utc,
            Before = before,
            Limit = Limit.Of(limit, 50, 500),
        };
        var found = await sessions.ListAsync(filter, cancellationToken);
        var now = clock.GetUtcNow();
        return TypedResults.Ok(found.Select(session => SessionContract.From(session, fleet, options.Value, now).For(reach)).ToList());
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

    // The app's older calls name a charger by its number; an identity that looks like a number goes first.
    private static string Identity(Fleet fleet, string chargerId) =>
        fleet.Find(chargerId) is null && Number(chargerId) is { } key && fleet.Find(key) is { } chargePoint ? chargePoint.Id : chargerId;
}
