using System.Security.Claims;
using ChargingConsole.Auth;
using ChargingConsole.Core.ChargePoints;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChargingConsole.Api;

/// <summary>Puts chargers into maintenance and out of it.</summary>
internal static class MaintenanceApi
{
    public static void MapMaintenance(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/chargers/{id}/maintenance").WithTags("Chargers")
            .RequireAuthorization(Policies.Operator)
            .ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPut("", BeginAsync)
            .WithSummary("Put a charger into maintenance")
            .WithDescription("Starts are refused with the reason from now on, whether or not the charger is connected. Unless notify_charger is false it is told to go out of operation, now or as soon as it connects. Called again it changes the reason.")
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapDelete("", EndAsync)
            .WithSummary("End a charger's maintenance")
            .WithDescription("A charger that went out of operation for it is told to go into operation again, now or as soon as it connects.");
    }

    private static async Task<Results<Ok<MaintenanceContract>, ProblemHttpResult>> BeginAsync(string id, JsonBody<MaintenanceBody> body, Fleet fleet, MaintenanceDesk desk, ClaimsPrincipal user)
    {
        if (!fleet.TryFind(id, out var chargePoint))
        {
            return ChargersApi.Unknown(id);
        }

        await desk.BeginAsync(chargePoint, body.Value.Reason!, user.Actor(), body.Value.NotifyCharger ?? true);
        return TypedResults.Ok(MaintenanceContract.From(chargePoint.State.Maintenance));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EndAsync(string id, Fleet fleet, MaintenanceDesk desk, ClaimsPrincipal user)
    {
        if (!fleet.TryFind(id, out var chargePoint))
        {
            return ChargersApi.Unknown(id);
        }

        await desk.EndAsync(chargePoint, user.Actor());
        return TypedResults.NoContent();
    }
}

/// <summary>A maintenance that is to begin.</summary>
internal sealed record MaintenanceBody : ICheckedBody
{
    /// <summary>Why; whoever wants to start there is told.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether the charger is told to go out of operation; true when absent.</summary>
    public bool? NotifyCharger { get; init; }

    public void Check(Violations violations)
    {
        violations.Require(!string.IsNullOrWhiteSpace(Reason), "reason", "is required");
        violations.Require(Reason is not { Length: > MaintenanceDesk.MaxReason }, "reason", "is longer than 255 characters");
    }
}

/// <summary>A maintenance that lasts.</summary>
internal sealed record MaintenanceContract
{
    public required string Reason { get; init; }
    public required DateTimeOffset Since { get; init; }

    /// <summary>Who began it; null for drivers and partners.</summary>
    public required string? By { get; init; }

    /// <summary>The charger has still to be told to go out of operation.</summary>
    public required bool ChargerNotToldYet { get; init; }

    /// <summary>What the charger answered: Accepted, Scheduled or Rejected; null when it was not told.</summary>
    public required string? ChargerAnswer { get; init; }

    public static MaintenanceContract? From(MaintenanceRow? row) => row is not { IsOn: true } ? null : new MaintenanceContract
    {
        Reason = row.Reason,
        Since = row.Since,
        By = row.By,
        ChargerNotToldYet = row.Owed == OwedAvailability.Inoperative,
        ChargerAnswer = row.Answer,
    };
}
