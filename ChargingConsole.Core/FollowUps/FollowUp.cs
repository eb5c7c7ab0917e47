using ChargingConsole.Core.ChargePoints;

namespace ChargingConsole.Core.FollowUps;

/// <summary>A later look at a charge point; what is found then decides what is done.</summary>
/// <param name="Kind">What to look at.</param>
/// <param name="ChargePoint">The charge point.</param>
/// <param name="ConnectorId">The connector, where one is meant.</param>
/// <param name="Subject">The transaction or the connection it is about.</param>
internal readonly record struct FollowUp(FollowUpKind Kind, ChargePoint ChargePoint, int ConnectorId = 0, long Subject = 0);

/// <summary>What a later look is for.</summary>
internal enum FollowUpKind : byte
{
    /// <summary>A new connection: did it boot, and did its connectors tell their status?</summary>
    Settle,
    /// <summary>It was asked to speak and agreed: did it?</summary>
    Speaks,
    /// <summary>A connector was told free while its session is open: is it still?</summary>
    FreeConnector,
    /// <summary>A stop was agreed: did the session end?</summary>
    Stop,
    /// <summary>The status was asked after an agreed stop: does the connector still charge?</summary>
    StopTold,
    /// <summary>A stop was agreed long ago.</summary>
    StopOverdue,
    /// <summary>A status was taken while the database was away.</summary>
    WriteStatus,
    /// <summary>Something was learned of the charge point.</summary>
    WriteSettings,
    /// <summary>Maintenance began or ended, and the charge point has not been told.</summary>
    Maintenance,
}
