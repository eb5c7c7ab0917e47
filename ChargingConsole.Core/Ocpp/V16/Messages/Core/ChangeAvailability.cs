using ChargingConsole.Core.Ocpp.V16.Shapes;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Member;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Rules;

namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>Takes a connector, or the whole charge point, out of service or back into it (OCPP 1.6 §5.2, §6.7).</summary>
public sealed record ChangeAvailabilityRequest : OcppPayload, IOutboundRequest
{
    /// <inheritdoc/>
    public static string Action => "ChangeAvailability";

    /// <summary>The connector; 0 is the charge point with all of them.</summary>
    public required int ConnectorId { get; init; }

    /// <summary>Inoperative or Operative.</summary>
    public required string Type { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Required("connectorId", Integer(minimum: 0)),
        Required("type", OneOf("Inoperative", "Operative")));
}

/// <summary>The answer to <see cref="ChangeAvailabilityRequest"/> (OCPP 1.6 §6.8).</summary>
public sealed record ChangeAvailabilityResponse : OcppPayload, IShaped
{
    /// <summary>Accepted, Rejected or Scheduled; kept as it came.</summary>
    public string? Status { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Required("status", OneOf("Accepted", "Rejected", "Scheduled")));
}
