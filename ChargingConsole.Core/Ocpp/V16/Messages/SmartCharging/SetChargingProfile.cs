using ChargingConsole.Core.Ocpp.V16.Shapes;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Member;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Rules;

namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>Sets a charging profile (OCPP 1.6 §5.16, §6.43).</summary>
public sealed record SetChargingProfileRequest : OcppPayload, IOutboundRequest
{
    /// <inheritdoc/>
    public static string Action => "SetChargingProfile";

    /// <summary>The connector; 0 is the whole charge point, or every connector for a default profile.</summary>
    public required int ConnectorId { get; init; }

    /// <summary>The profile.</summary>
    public required ChargingProfile CsChargingProfiles { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Required("connectorId", Integer(minimum: 0)),
        Required("csChargingProfiles", Object<ChargingProfile>()));
}

/// <summary>The answer to <see cref="SetChargingProfileRequest"/> (OCPP 1.6 §6.44).</summary>
public sealed record SetChargingProfileResponse : OcppPayload, IShaped
{
    /// <summary>Accepted, Rejected or NotSupported; kept as it came.</summary>
    public string? Status { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Required("status", OneOf("Accepted", "Rejected", "NotSupported")));
}
