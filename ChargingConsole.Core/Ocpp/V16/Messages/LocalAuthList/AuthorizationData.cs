using ChargingConsole.Core.Ocpp.V16.Shapes;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Member;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Rules;

namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>One tag of a local authorisation list (OCPP 1.6 §7.1).</summary>
public sealed record AuthorizationData : OcppPayload, IShaped
{
    /// <summary>The tag; at most 20 characters.</summary>
    public required string IdTag { get; init; }

    /// <summary>Its status; absent in a differential update when the tag leaves the list.</summary>
    public IdTagInfo? IdTagInfo { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Required("idTag", Text(20)),
        Optional("idTagInfo", Object<IdTagInfo>()));
}
