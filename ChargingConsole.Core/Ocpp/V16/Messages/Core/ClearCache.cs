using ChargingConsole.Core.Ocpp.V16.Shapes;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Member;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Rules;

namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>Empties the authorisation cache (OCPP 1.6 §5.4, §6.11).</summary>
public sealed record ClearCacheRequest : OcppPayload, IOutboundRequest
{
    /// <inheritdoc/>
    public static string Action => "ClearCache";

    static PayloadShape IShaped.Shape { get; } = new();
}

/// <summary>The answer to <see cref="ClearCacheRequest"/> (OCPP 1.6 §6.12).</summary>
public sealed record ClearCacheResponse : OcppPayload, IShaped
{
    /// <summary>Accepted or Rejected; kept as it came.</summary>
    public string? Status { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Required("status", OneOf("Accepted", "Rejected")));
}
