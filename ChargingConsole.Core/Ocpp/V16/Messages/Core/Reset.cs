using ChargingConsole.Core.Ocpp.V16.Shapes;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Member;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Rules;

namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>Asks a charge point to start itself anew (OCPP 1.6 §5.14, §6.39).</summary>
public sealed record ResetRequest : OcppPayload, IOutboundRequest
{
    /// <inheritdoc/>
    public static string Action => "Reset";

    /// <summary>Hard or Soft.</summary>
    public required string Type { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Required("type", OneOf("Hard", "Soft")));
}

/// <summary>The answer to <see cref="ResetRequest"/> (OCPP 1.6 §6.40).</summary>
public sealed record ResetResponse : OcppPayload, IShaped
{
    /// <summary>Accepted or Rejected; kept as it came.</summary>
    public string? Status { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Required("status", OneOf("Accepted", "Rejected")));
}
