using System.ComponentModel;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Journal;
using ChargingConsole.Core.Ocpp.Frames;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace ChargingConsole.Api;

/// <summary>The journal of frames.</summary>
internal static class MessagesApi
{
    private const string Paging = "Newest first. Page with before, the id of the last one seen.";

    public static void MapMessages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/messages", ListOfAllAsync)
            .WithTags("Messages")
            .WithSummary("Frames of all chargers")
            .WithDescription(Paging)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        routes.MapGet("/chargers/{id}/messages", ListOfChargerAsync)
            .WithTags("Messages")
            .WithSummary("Frames of one charger")
            .WithDescription(Paging)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        MessageExportApi.Map(routes);
    }

    private static Task<Results<Ok<List<MessageContract>>, ProblemHttpResult>> ListOfAllAsync(
        [AsParameters] MessageQuery query, Fleet fleet, JournalQueries journal, CancellationToken cancellationToken) =>
        ListAsync(query, null, fleet, journal, cancellationToken);

    private static async Task<Results<Ok<List<MessageContract>>, ProblemHttpResult>> ListOfChargerAsync(
        string id, [AsParameters] MessageQuery query, Fleet fleet, JournalQueries journal, CancellationToken cancellationToken) =>
        fleet.TryFind(id, out var chargePoint)
            ? await ListAsync(query, chargePoint.Key, fleet, journal, cancellationToken)
            : ChargersApi.Unknown(id);

    private static async Task<Results<Ok<List<MessageContract>>, ProblemHttpResult>> ListAsync(
        MessageQuery query, int? chargePointKey, Fleet fleet, JournalQueries journal, CancellationToken cancellationToken)
    {
        if (query.Filter(chargePointKey, out var problem) is not { } filter)
        {
            return problem!;
        }

        var frames = await journal.ListAsync(filter, query.Before, Limit.Of(query.Limit, 100, 1000), cancellationToken);
        return TypedResults.Ok(frames.Select(frame => MessageContract.From(frame, fleet)).ToList());
    }
}

/// <summary>Which frames to list.</summary>
internal sealed record MessageQuery
{
    [FromQuery(Name = "limit"), Description("At most so many: 100, up to 1000.")]
    public int? Limit { get; init; }

    [FromQuery(Name = "before"), Description("Older than the frame with this id.")]
    public long? Before { get; init; }

    [FromQuery(Name = "action"), Description("Of this action, and its answers.")]
    public string? Action { get; init; }

    [FromQuery(Name = "direction"), Description("in or out.")]
    public string? Direction { get; init; }

    [FromQuery(Name = "kind"), Description("call, result, error or none.")]
    public string? Kind { get; init; }

    [FromQuery(Name = "errors"), Description("1: only CALLERRORs and what is no frame.")]
    public Flag? Errors { get; init; }

    [FromQuery(Name = "flags"), Description("1: only frames that deviate from the specification.")]
    public Flag? Flags { get; init; }

    [FromQuery(Name = "latency_over"), Description("Only answers that took at least so many milliseconds.")]
    public int? LatencyOver { get; init; }

    [FromQuery(Name = "q"), Description("Whose payload, unique id or error contains this text.")]
    public string? Q { get; init; }

    [FromQuery(Name = "transaction_id"), Description("Of exchanges about this transaction: requests and their answers, whichever of the two names it.")]
    public int? TransactionId { get; init; }

    [FromQuery(Name = "from"), Description("At this time or later, UTC.")]
    public Moment? From { get; init; }

    [FromQuery(Name = "to"), Description("Before this time, UTC.")]
    public Moment? To { get; init; }

    /// <summary>The filter, or null and what to answer.</summary>
    internal FrameFilter? Filter(int? chargePointKey, out ProblemHttpResult? problem) => Filter(
        new FrameFilter
        {
            ChargePointKey = chargePointKey,
            Action = NullIfEmpty(Action),
            ErrorsOnly = Errors is { IsSet: true },
            FlaggedOnly = Flags is { IsSet: true },
            LatencyOverMs = LatencyOver,
            Text = NullIfEmpty(Q),
            Transaction = TransactionId,
            From = From?.Utc,
            To = To?.Utc,
        },
        Direction,
        Kind,
        out problem);

    /// <summary>Completes a filter by the words for direction and kind; null when one is none of them.</summary>
    internal static FrameFilter? Filter(FrameFilter filter, string? direction, string? kind, out ProblemHttpResult? problem)
    {
        var way = NullIfEmpty(direction) is { } asked ? Words.Read<FrameDirection>(asked) : null;
        var what = NullIfEmpty(kind) is { } askedKind ? Words.Read<FrameKind>(askedKind) : null;
        problem = NullIfEmpty(direction) is not null && way is null ? Problems.Breaks("direction", $"direction must be one of {Words.All<FrameDirection>()}.")
            : NullIfEmpty(kind) is not null && what is null ? Problems.Breaks("kind", $"kind must be one of {Words.All<FrameKind>()}.")
            : null;
        return problem is null ? filter with { Direction = way, Kind = what } : null;
    }

    internal static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
