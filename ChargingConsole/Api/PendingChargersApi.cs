using System.ComponentModel;
using System.Security.Claims;
using ChargingConsole.Auth;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Ocpp;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChargingConsole.Api;

/// <summary>Chargers that nobody made known: who waits, who is blocked, and whose connections were refused.</summary>
internal static class PendingChargersApi
{
    public static void MapPendingChargers(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/rejected-connections", Rejections)
            .WithTags("Onboarding")
            .WithSummary("List refused connections")
            .WithDescription("The latest first. A charger that tries again and again is one line with a count; so is an address that gives ever new identities.");

        var group = routes.MapGroup("/pending-chargers").WithTags("Onboarding");
        group.MapGet("", List)
            .WithSummary("List chargers that wait for an operator, and blocked ones")
            .WithDescription("With Ocpp:UnknownChargers=Pending a charger that nobody made known connects and is told to wait. Until it is accepted it is no part of the fleet.");
        group.MapPost("/{id}/accept", AcceptAsync)
            .WithSummary("Take a charger in")
            .WithDescription("One that waits, is blocked, or has not come yet. When it is connected it is asked to boot again at once.")
            .RequireAuthorization(Policies.Operator)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapPost("/{id}/reject", RejectAsync)
            .WithSummary("Block a charger")
            .WithDescription("Its connection is cut and refused from now on. Chargers of the fleet cannot be blocked.")
            .RequireAuthorization(Policies.Operator)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapDelete("/{id}", ForgetAsync)
            .WithSummary("Forget a charger that waits or is blocked")
            .WithDescription("Should it come again, it is as unknown as any. So a blocked one is unblocked.")
            .RequireAuthorization(Policies.Operator)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static Ok<List<RejectedConnectionContract>> Rejections(RejectedConnections rejected, [Description("At most so many: 100, up to 500.")] int? limit = null) =>
        TypedResults.Ok(rejected.Latest.Reverse().Take(Limit.Of(limit, 100, RejectedConnections.Capacity)).Select(RejectedConnectionContract.From).ToList());

    private static Ok<List<PendingChargerContract>> List(WaitingRoom room) =>
        TypedResults.Ok(room.Pending.Concat(room.Blocked).Select(PendingChargerContract.From).ToList());

    private static async Task<Results<Ok<PendingChargerContract>, ProblemHttpResult>> AcceptAsync(string id, WaitingRoom room, RejectedConnections rejected, ClaimsPrincipal user)
    {
        if (!ChargePointIdentity.IsOne(id))
        {
            return Problems.Breaks("id", ChargePointIdentity.WhatOneIs);
        }

        var chargePoint = await room.AcceptAsync(id, user.Actor());
        rejected.Clear(id);
        return TypedResults.Ok(PendingChargerContract.From(chargePoint));
    }

    private static async Task<Results<Ok<PendingChargerContract>, ProblemHttpResult>> RejectAsync(string id, WaitingRoom room, ClaimsPrincipal user) =>
        !ChargePointIdentity.IsOne(id) ? Problems.Breaks("id", ChargePointIdentity.WhatOneIs)
        : await room.RejectAsync(id, user.Actor()) is { } chargePoint ? TypedResults.Ok(PendingChargerContract.From(chargePoint))
        : Problems.Of(StatusCodes.Status409Conflict, "not_blocked", $"Charger {id} belongs to the fleet, or too many wait or are blocked.");

    private static async Task<Results<NoContent, ProblemHttpResult>> ForgetAsync(string id, WaitingRoom room, ClaimsPrincipal user) =>
        await room.ForgetAsync(id, user.Actor()) ? TypedResults.NoContent() : ChargersApi.Unknown(id);
}

/// <summary>A charger that waits for an operator or is blocked.</summary>
internal sealed record PendingChargerContract
{
    public required string ChargerId { get; init; }

    /// <summary>accepted, pending, rejected; unknown for one that was made known and never came.</summary>
    public required string Registration { get; init; }

    public required string? Vendor { get; init; }
    public required string? Model { get; init; }
    public required string? SerialNumber { get; init; }
    public required string? FirmwareVersion { get; init; }
    public required bool Connected { get; init; }
    public required string? RemoteAddress { get; init; }
    public required IReadOnlyList<int> Connectors { get; init; }
    public required DateTimeOffset FirstSeenAt { get; init; }
    public required DateTimeOffset? LastSeenAt { get; init; }

    /// <summary>Messages with session data that it sent and still holds, since they were not answered.</summary>
    public required int WithheldMessages { get; init; }

    public static PendingChargerContract From(ChargePoint chargePoint)
    {
        var state = chargePoint.State;
        return new PendingChargerContract
        {
            ChargerId = chargePoint.Id,
            Registration = Words.Of(state.Row.Registration),
            Vendor = state.Row.Vendor,
            Model = state.Row.Model,
            SerialNumber = state.Row.SerialNumber,
            FirmwareVersion = state.Row.FirmwareVersion,
            Connected = state.IsConnected,
            RemoteAddress = state.Connection?.RemoteAddress,
            Connectors = [.. state.Connectors.Keys],
            FirstSeenAt = state.Row.CreatedAt,
            LastSeenAt = chargePoint.LastHeardAt,
            WithheldMessages = chargePoint.Withheld,
        };
    }
}

/// <summary>Connections that were refused: one charger from one address for one reason.</summary>
/// <param name="ChargerId">Who it said it was, last; empty when it did not say.</param>
/// <param name="SeveralIdentities">Whether the line stands for an address that gave too many identities to list.</param>
internal sealed record RejectedConnectionContract(
    string ChargerId, string Address, string Reason, long Count, DateTimeOffset FirstAt, DateTimeOffset LastAt, bool SeveralIdentities)
{
    public static RejectedConnectionContract From(RejectedConnection line) =>
        new(line.ChargePointId, line.RemoteAddress, line.Reason, line.Count, line.First, line.At, line.IsMany);
}
