using ChargingConsole.Core.Ocpp.V16.Shapes;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Member;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Rules;

namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>Removes the charging profiles that match every member told (OCPP 1.6 §5.5, §6.13).</summary>
public sealed record ClearChargingProfileRequest : OcppPayload, IOutboundRequest
{
    /// <inheritdoc/>
    public static string Action => "ClearChargingProfile";

    /// <summary>The profile with this id; the other members do not count then.</summary>
    public int? Id { get; init; }

    /// <summary>Those of this connector; 0 is the whole charge point.</summary>
    public int? ConnectorId { get; init; }

    /// <summary>Those with this purpose.</summary>
    public string? ChargingProfilePurpose { get; init; }

    /// <summary>Those with this stack level.</summary>
    public int? StackLevel { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Optional("id", Integer()),
        Optional("connectorId", Integer(minimum: 0)),
        Optional("chargingProfilePurpose", OneOf("ChargePointMaxProfile", "TxDefaultProfile", "TxProfile")),
        Optional("stackLevel", Integer(minimum: 0)));
}

/// <summary>The answer to <see cref="ClearChargingProfileRequest"/> (OCPP 1.6 §6.14).</summary>
public sealed record ClearChargingProfileResponse : OcppPayload, IShaped
{
    /// <summary>Accepted or Unknown; kept as it came.</summary>
    public string? Status { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Required("status", OneOf("Accepted", "Unknown")));
}
