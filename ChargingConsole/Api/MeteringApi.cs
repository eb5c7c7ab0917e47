using System.ComponentModel;
using System.Security.Claims;
using ChargingConsole.Auth;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChargingConsole.Api;

/// <summary>A reading of a charge point.</summary>
/// <param name="Id">The reading's number; 0 for the live one, which the database has not numbered yet.</param>
/// <param name="Timestamp">When it was sampled.</param>
/// <param name="Voltage">V.</param>
/// <param name="Current">A.</param>
/// <param name="Power">kW.</param>
/// <param name="TotalKwh">The meter's register in kWh.</param>
/// <param name="TransactionId">The session it belongs to.</param>
/// <param name="ConnectorId">The connector; 0 is the main meter.</param>
/// <param name="SocPercent">The vehicle's state of charge in percent.</param>
internal sealed record MeteringContract(
    long Id, DateTimeOffset Timestamp, double? Voltage, double? Current, double? Power, double? TotalKwh, int? TransactionId, int ConnectorId, double? SocPercent)
{
    public static MeteringContract From(MeterReadingRow row) => new(
        row.Id, row.Timestamp, Units.Finite(row.VoltageV), Units.Finite(row.CurrentA), Units.Kilo(row.PowerW), Units.Kilo(row.EnergyWh), row.TransactionId, row.ConnectorId, Units.Finite(row.SocPercent));
}

/// <summary>Readings by charge point.</summary>
internal static class MeteringApi
{
    public static void MapMetering(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/metering/{id}").WithTags("Metering").RequireAuthorization(Policies.Own);
        group.MapGet("", ListAsync)
            .WithSummary("A charger's readings")
            .WithDescription("Newest first. Drivers and partners see those of their own sessions.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        group.MapGet("/latest", LatestAsync)
            .WithSummary("A charger's latest reading")
            .WithDescription("null with status 200 when there is none. Drivers and partners see that of their own open session.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<List<MeteringContract>>, ProblemHttpResult>> ListAsync(
        string id, Fleet fleet, SessionQueries sessions, ClaimsPrincipal user, CancellationToken cancellationToken,
        [Description("At most so many: 100, up to 5000.")] int? limit = null)
    {
        if (!fleet.TryFind(id, out var chargePoint))
        {
            return ChargersApi.Unknown(id);
        }

        var count = Limit.Of(limit, 100, 5000);
        var readings = Reach.Of(user) is { } reach
            ? await sessions.ReadingsAsync(chargePoint, reach, count, cancellationToken)
            : await sessions.ReadingsAsync(chargePoint, count, cancellationToken);
        return TypedResults.Ok(readings.Select(MeteringContract.From).ToList());
    }

    private static async Task<Results<Ok<MeteringContract>, ContentHttpResult, ProblemHttpResult>> LatestAsync(
        string id, Fleet fleet, SessionQueries sessions, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (!fleet.TryFind(id, out var chargePoint))
        {
            return ChargersApi.Unknown(id);
        }

        var reading = Reach.Of(user) is { } reach
            ? await sessions.LatestReadingAsync(chargePoint, reach, cancellationToken)
            : await sessions.LatestReadingAsync(chargePoint, cancellationToken);
        // The framework writes no body for a null, and the app reads one.
        return reading is null ? TypedResults.Text("null", "application/json") : TypedResults.Ok(MeteringContract.From(reading));
    }
}
