namespace ChargingConsole.Tests.Ocpp.V16.Messages;

/// <summary>The messages of the reservation profile.</summary>
internal static class ReservationTable
{
    public static Message[] Messages { get; } =
    [
        new("CancelReservationRequest", Way.ToCharger, """
            reservationId*: integer
            """),
        new("CancelReservationResponse", Way.ToCharger, """
            status*: Accepted|Rejected
            """),
        new("ReserveNowRequest", Way.ToCharger, """
            connectorId*: integer>=0
            expiryDate*: time
            idTag*: text20
            parentIdTag: text20
            reservationId*: integer
            """),
        new("ReserveNowResponse", Way.ToCharger, """
            status*: Accepted|Faulted|Occupied|Rejected|Unavailable
            """),
    ];
}
