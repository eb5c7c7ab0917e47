using ChargingConsole.Core.Ocpp.V16.Shapes;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Member;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Rules;

namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>Asks for a diagnostics or security log, to be put where it says (security white paper for OCPP 1.6, GetLog.req).</summary>
public sealed record GetLogRequest : OcppPayload, IOutboundRequest
{
    /// <inheritdoc/>
    public static string Action => "GetLog";

    /// <summary>Where to put it, and which part of it.</summary>
    public required LogParameters Log { get; init; }

    /// <summary>DiagnosticsLog or SecurityLog.</summary>
    public required string LogType { get; init; }

    /// <summary>The id that LogStatusNotification tells again.</summary>
    public required int RequestId { get; init; }

    /// <summary>How often an upload is tried.</summary>
    public int? Retries { get; init; }

    /// <summary>Seconds between two tries.</summary>
    public int? RetryInterval { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Required("log", Object<LogParameters>()),
        Required("logType", OneOf("DiagnosticsLog", "SecurityLog")),
        Required("requestId", Integer()),
        Optional("retries", Integer(minimum: 0)),
        Optional("retryInterval", Integer(minimum: 0)));
}

/// <summary>The answer to <see cref="GetLogRequest"/> (security white paper for OCPP 1.6, GetLog.conf).</summary>
public sealed record GetLogResponse : OcppPayload, IShaped
{
    /// <summary>Accepted, Rejected or AcceptedCanceled; kept as it came.</summary>
    public string? Status { get; init; }

    /// <summary>The name of the file it will upload.</summary>
    public string? Filename { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Required("status", OneOf("Accepted", "Rejected", "AcceptedCanceled")),
        Optional("filename", Text(255)));
}
