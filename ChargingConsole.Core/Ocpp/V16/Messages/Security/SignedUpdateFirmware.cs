using ChargingConsole.Core.Ocpp.V16.Shapes;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Member;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Rules;

namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>Tells where new firmware lies, and with which signature it comes (security white paper for OCPP 1.6, SignedUpdateFirmware.req).</summary>
public sealed record SignedUpdateFirmwareRequest : OcppPayload, IOutboundRequest
{
    /// <inheritdoc/>
    public static string Action => "SignedUpdateFirmware";

    /// <summary>How often a download is tried.</summary>
    public int? Retries { get; init; }

    /// <summary>Seconds between two tries.</summary>
    public int? RetryInterval { get; init; }

    /// <summary>The id that SignedFirmwareStatusNotification tells again.</summary>
    public required int RequestId { get; init; }

    /// <summary>The firmware.</summary>
    public required Firmware Firmware { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Optional("retries", Integer(minimum: 0)),
        Optional("retryInterval", Integer(minimum: 0)),
        Required("requestId", Integer()),
        Required("firmware", Object<Firmware>()));
}

/// <summary>The answer to <see cref="SignedUpdateFirmwareRequest"/> (security white paper for OCPP 1.6, SignedUpdateFirmware.conf).</summary>
public sealed record SignedUpdateFirmwareResponse : OcppPayload, IShaped
{
    /// <summary>Accepted, Rejected, AcceptedCanceled, InvalidCertificate or RevokedCertificate; kept as it came.</summary>
    public string? Status { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Required("status", OneOf("Accepted", "Rejected", "AcceptedCanceled", "InvalidCertificate", "RevokedCertificate")));
}
