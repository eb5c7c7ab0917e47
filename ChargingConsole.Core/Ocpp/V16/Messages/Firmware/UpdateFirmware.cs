using ChargingConsole.Core.Ocpp.V16.Shapes;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Member;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Rules;

namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>Tells where new firmware lies and from when it may be fetched (OCPP 1.6 §5.19, §6.55).</summary>
public sealed record UpdateFirmwareRequest : OcppPayload, IOutboundRequest
{
    /// <inheritdoc/>
    public static string Action => "UpdateFirmware";

    /// <summary>Where the firmware lies, a URI.</summary>
    public required string Location { get; init; }

    /// <summary>How often a download is tried.</summary>
    public int? Retries { get; init; }

    /// <summary>From when it may be fetched, UTC.</summary>
    public required DateTimeOffset? RetrieveDate { get; init; }

    /// <summary>Seconds between two tries.</summary>
    public int? RetryInterval { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Required("location", Location()),
        Optional("retries", Integer(minimum: 0)),
        Required("retrieveDate", Timestamp()),
        Optional("retryInterval", Integer(minimum: 0)));
}

/// <summary>The answer to <see cref="UpdateFirmwareRequest"/> (OCPP 1.6 §6.56).</summary>
public sealed record UpdateFirmwareResponse : OcppPayload, IShaped
{
    static PayloadShape IShaped.Shape { get; } = new();
}
