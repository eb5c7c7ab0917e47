using ChargingConsole.Core.Ocpp.V16.Shapes;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Member;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Rules;

namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>Sends a local authorisation list, or what changed in it (OCPP 1.6 §5.15, §6.41).</summary>
public sealed record SendLocalListRequest : OcppPayload, IOutboundRequest
{
    /// <inheritdoc/>
    public static string Action => "SendLocalList";

    /// <summary>The version the charge point has afterwards.</summary>
    public required int ListVersion { get; init; }

    /// <summary>The whole list, or the changes; none at all empties the list in a full update.</summary>
    public AuthorizationData[]? LocalAuthorizationList { get; init; }

    /// <summary>Differential or Full.</summary>
    public required string UpdateType { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Required("listVersion", Integer()),
        Optional("localAuthorizationList", ListOf(Object<AuthorizationData>())),
        Required("updateType", OneOf("Differential", "Full")));
}

/// <summary>The answer to <see cref="SendLocalListRequest"/> (OCPP 1.6 §6.42).</summary>
public sealed record SendLocalListResponse : OcppPayload, IShaped
{
    /// <summary>Accepted, Failed, NotSupported or VersionMismatch; kept as it came.</summary>
    public string? Status { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Required("status", OneOf("Accepted", "Failed", "NotSupported", "VersionMismatch")));
}
