using ChargingConsole.Core.Ocpp.V16.Shapes;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Member;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Rules;

namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>Asks for configuration keys and their values (OCPP 1.6 §5.8, §6.23).</summary>
public sealed record GetConfigurationRequest : OcppPayload, IOutboundRequest
{
    /// <inheritdoc/>
    public static string Action => "GetConfiguration";

    /// <summary>The keys asked for, each of at most 50 characters; all of them when absent.</summary>
    public string[]? Key { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Optional("key", ListOf(Text(50))));
}

/// <summary>The answer to <see cref="GetConfigurationRequest"/> (OCPP 1.6 §6.24).</summary>
public sealed record GetConfigurationResponse : OcppPayload, IShaped
{
    /// <summary>The keys the charge point knows.</summary>
    public KeyValue[]? ConfigurationKey { get; init; }

    /// <summary>The keys it does not know.</summary>
    public string[]? UnknownKey { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Optional("configurationKey", ListOf(Object<KeyValue>())),
        Optional("unknownKey", ListOf(Text(50))));
}
