using ChargingConsole.Core.Ocpp.V16.Shapes;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Member;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Rules;

namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>Sets one configuration key (OCPP 1.6 §5.3, §6.9).</summary>
public sealed record ChangeConfigurationRequest : OcppPayload, IOutboundRequest
{
    /// <inheritdoc/>
    public static string Action => "ChangeConfiguration";

    /// <summary>The key; at most 50 characters.</summary>
    public required string Key { get; init; }

    /// <summary>The value as text; at most 500 characters.</summary>
    public required string Value { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Required("key", Text(50)),
        Required("value", Text(500)));
}

/// <summary>The answer to <see cref="ChangeConfigurationRequest"/> (OCPP 1.6 §6.10).</summary>
public sealed record ChangeConfigurationResponse : OcppPayload, IShaped
{
    /// <summary>Accepted, Rejected, RebootRequired or NotSupported; kept as it came.</summary>
    public string? Status { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Required("status", OneOf("Accepted", "Rejected", "RebootRequired", "NotSupported")));
}
