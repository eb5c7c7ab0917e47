using System.ComponentModel;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Reservations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace ChargingConsole.Api;

/// <summary>The reservations. They are made and cancelled with the commands ReserveNow and CancelReservation.</summary>
internal static class ReservationsApi
{
    public static void MapReservations(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/reservations", ListAsync)
            .WithTags("Reservations")
            .WithSummary("List reservations")
            .WithDescription("Newest first: those that a charger accepted. Make one with the command ReserveNow, cancel it with CancelReservation.")
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<Results<Ok<List<ReservationContract>>, ProblemHttpResult>> ListAsync(
        ReservationQueries reservations,
        Fleet fleet,
        CancellationToken cancellationToken,
        [FromQuery(Name = "charge_point_id"), Description("Of this charger.")] string? chargePointId = null,
        [Description("Accepted, Cancelled, Expired or Used.")] string? status = null,
        [FromQuery(Name = "id_tag"), Description("Of this tag.")] string? idTag = null,
        [Description("At most so many: 100, up to 1000.")] int? limit = null)
    {
        ReservationStatus? state = null;
        if (!string.IsNullOrEmpty(status) && (state = Words.Read<ReservationStatus>(status)) is null)
        {
            return Problems.Breaks("status", $"status must be one of {string.Join(", ", Enum.GetNames<ReservationStatus>())}.");
        }

        ChargePoint? chargePoint = null;
        if (!string.IsNullOrEmpty(chargePointId) && !fleet.TryFind(chargePointId, out chargePoint))
        {
            return TypedResults.Ok(new List<ReservationContract>());
        }

        var rows = await reservations.ListAsync(
            new ReservationFilter { ChargePoint = chargePoint, Status = state, IdTag = idTag?.Trim(), Limit = Limit.Of(limit, 100, 1000) }, cancellationToken);
        return TypedResults.Ok(rows.Select(row => ReservationContract.From(row, fleet)).ToList());
    }
}

/// <summary>A reservation.</summary>
/// <param name="Status">Accepted, Cancelled, Expired or Used.</param>
internal sealed record ReservationContract(
    int ReservationId, string ChargePointId, int ConnectorId, string IdTag, DateTimeOffset ExpiryDate, string Status, DateTimeOffset CreatedAt)
{
    public static ReservationContract From(ReservationRow row, Fleet fleet) => new(
        row.ReservationId,
        fleet.Find(row.ChargePointKey)?.Id ?? $"#{row.ChargePointKey}",
        row.ConnectorId,
        row.IdTag,
        row.ExpiresAt,
        row.Status.ToString(),
        row.CreatedAt);
}
