using ChargingConsole.Core.Ocpp.V16.Shapes;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Member;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Rules;

namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>One configuration key (OCPP 1.6 §7.29).</summary>
public sealed record KeyValue : OcppPayload, IShaped
{
    /// <summary>The key; at most 50 characters.</summary>
    public string? Key { get; init; }

    /// <summary>Whether ChangeConfiguration cannot set it.</summary>
    public bool? Readonly { get; init; }

    /// <summary>The value as text; at most 500 characters. Absent when it is not set, or not told.</summary>
    public string? Value { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Required("key", Text(50)),
        Required("readonly", Flag),
        Optional("value", Text(500)));
}
