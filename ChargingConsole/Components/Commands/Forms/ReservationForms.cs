namespace ChargingConsole.Components.Commands.Forms;

/// <summary>The forms of the Reservation profile (OCPP 1.6 §5.1, §5.13).</summary>
internal static class ReservationForms
{
    public static IReadOnlyList<ActionForm> All { get; } =
    [
        new("ReserveNow", "Reserve now", "Hold a connector for a driver.",
            new("connectorId", "Connector", FieldKind.Connector) { HasStation = true, Help = "The whole charger: whichever connector is free then.", Start = _ => 1 },
            new("expiryDate", "Held until", FieldKind.Moment) { Start = start => FormTimes.Wire(start.Now.AddHours(1)) },
            new("idTag", "Id tag", FieldKind.IdTag) { MaxLength = 20, Help = "For whom it is held." },
            new("parentIdTag", "Group", FieldKind.IdTag) { MaxLength = 20, IsOptional = true, Help = "Any tag of this group may use it too." },
            new("reservationId", "Reservation", FieldKind.Reservation) { Start = start => FormTimes.NewId(start.Now), Help = "A known number replaces that reservation." }),
        new("CancelReservation", "Cancel reservation", "Free a connector that was held.",
            new FormField("reservationId", "Reservation", FieldKind.Reservation)),
    ];
}
