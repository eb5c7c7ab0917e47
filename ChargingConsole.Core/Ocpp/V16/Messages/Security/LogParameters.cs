using ChargingConsole.Core.Ocpp.V16.Shapes;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Member;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Rules;

namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>Where a log goes, and which part of it (security white paper for OCPP 1.6, LogParametersType).</summary>
public sealed record LogParameters : OcppPayload, IShaped
{
    /// <summary>The URL to upload to; at most 512 characters.</summary>
    public required string RemoteLocation { get; init; }

    /// <summary>The oldest entry wanted, UTC.</summary>
    public DateTimeOffset? OldestTimestamp { get; init; }

    /// <summary>The latest entry wanted, UTC.</summary>
    public DateTimeOffset? LatestTimestamp { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Required("remoteLocation", Text(512)),
        Optional("oldestTimestamp", Timestamp()),
        Optional("latestTimestamp", Timestamp()));
}
