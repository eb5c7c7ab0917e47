using ChargingConsole.Core.Ocpp.V16.Shapes;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Member;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Rules;

namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>Takes a reservation back (OCPP 1.6 §5.1, §6.5).</summary>
public sealed record CancelReservationRequest : OcppPayload, IOutboundRequest
{
    /// <inheritdoc/>
    public static string Action => "CancelReservation";

    /// <summary>The reservation.</summary>
    public required int ReservationId { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Required("reservationId", Integer()));
}

/// <summary>The answer to <see cref="CancelReservationRequest"/> (OCPP 1.6 §6.6).</summary>
public sealed record CancelReservationResponse : OcppPayload, IShaped
{
    /// <summary>Accepted or Rejected; kept as it came.</summary>
    public string? Status { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Required("status", OneOf("Accepted", "Rejected")));
}
