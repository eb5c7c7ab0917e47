using ChargingConsole.Core.Ocpp.V16.Shapes;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Member;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Rules;

namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>Asks for the version of the local authorisation list (OCPP 1.6 §5.10, §6.27).</summary>
public sealed record GetLocalListVersionRequest : OcppPayload, IOutboundRequest
{
    /// <inheritdoc/>
    public static string Action => "GetLocalListVersion";

    static PayloadShape IShaped.Shape { get; } = new();
}

/// <summary>The answer to <see cref="GetLocalListVersionRequest"/> (OCPP 1.6 §6.28).</summary>
public sealed record GetLocalListVersionResponse : OcppPayload, IShaped
{
    /// <summary>The version; 0 when the list is empty, -1 when there is no support for lists.</summary>
    public long? ListVersion { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Required("listVersion", Integer()));
}
