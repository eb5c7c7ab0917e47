using ChargingConsole.Core.Ocpp.V16.Shapes;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Member;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Rules;

namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>Asks for a diagnostics file, to be put where the location says (OCPP 1.6 §5.9, §6.25).</summary>
public sealed record GetDiagnosticsRequest : OcppPayload, IOutboundRequest
{
    /// <inheritdoc/>
    public static string Action => "GetDiagnostics";

    /// <summary>The directory to upload to, a URI.</summary>
    public required string Location { get; init; }

    /// <summary>How often an upload is tried.</summary>
    public int? Retries { get; init; }

    /// <summary>Seconds between two tries.</summary>
    public int? RetryInterval { get; init; }

    /// <summary>The oldest entry wanted, UTC.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>The latest entry wanted, UTC.</summary>
    public DateTimeOffset? StopTime { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Required("location", Location()),
        Optional("retries", Integer(minimum: 0)),
        Optional("retryInterval", Integer(minimum: 0)),
        Optional("startTime", Timestamp()),
        Optional("stopTime", Timestamp()));
}

/// <summary>The answer to <see cref="GetDiagnosticsRequest"/> (OCPP 1.6 §6.26).</summary>
public sealed record GetDiagnosticsResponse : OcppPayload, IShaped
{
    /// <summary>The name of the file it will upload; absent when there is nothing to tell.</summary>
    public string? FileName { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Optional("fileName", Text(255)));
}
