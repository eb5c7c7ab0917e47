namespace ChargingConsole.Simulator.ChargePoints.Reserving;

/// <summary>A promise of a connector to a tag.</summary>
/// <param name="Id">From the central system; null when the charge point promised it by itself.</param>
/// <param name="ConnectorId">The connector; 0 for any.</param>
/// <param name="IdTag">To whom.</param>
/// <param name="ParentIdTag">Its group may charge too.</param>
/// <param name="Expiry">Until when, UTC.</param>
internal sealed record Reservation(int? Id, int ConnectorId, string IdTag, string? ParentIdTag, DateTimeOffset Expiry)
{
    public bool Allows(string idTag, string? parent) =>
        string.Equals(IdTag, idTag, StringComparison.OrdinalIgnoreCase)
        || (ParentIdTag is not null && string.Equals(ParentIdTag, parent, StringComparison.OrdinalIgnoreCase));
}
