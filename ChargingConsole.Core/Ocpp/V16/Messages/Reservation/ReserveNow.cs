using ChargingConsole.Core.Ocpp.V16.Shapes;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Member;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Rules;

namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>Reserves a connector for a tag until a time (OCPP 1.6 §5.13, §6.37).</summary>
public sealed record ReserveNowRequest : OcppPayload, IOutboundRequest
{
    /// <inheritdoc/>
    public static string Action => "ReserveNow";

    /// <summary>The connector; 0 reserves any of the charge point.</summary>
    public required int ConnectorId { get; init; }

    /// <summary>When the reservation ends, UTC.</summary>
    public required DateTimeOffset? ExpiryDate { get; init; }

    /// <summary>The tag it is for; at most 20 characters.</summary>
    public required string IdTag { get; init; }

    /// <summary>The tag's parent, whose other tags may use it too; at most 20 characters.</summary>
    public string? ParentIdTag { get; init; }

    /// <summary>The reservation; one that is known already is replaced.</summary>
    public required int ReservationId { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Required("connectorId", Integer(minimum: 0)),
        Required("expiryDate", Timestamp()),
        Required("idTag", Text(20)),
        Optional("parentIdTag", Text(20)),
        Required("reservationId", Integer()));
}

/// <summary>The answer to <see cref="ReserveNowRequest"/> (OCPP 1.6 §6.38).</summary>
public sealed record ReserveNowResponse : OcppPayload, IShaped
{
    /// <summary>Accepted, Faulted, Occupied, Rejected or Unavailable; kept as it came.</summary>
    public string? Status { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Required("status", OneOf("Accepted", "Faulted", "Occupied", "Rejected", "Unavailable")));
}
