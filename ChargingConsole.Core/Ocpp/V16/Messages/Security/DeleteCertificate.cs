using ChargingConsole.Core.Ocpp.V16.Shapes;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Member;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Rules;

namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>Removes a root certificate from a charge point (security white paper for OCPP 1.6, DeleteCertificate.req).</summary>
public sealed record DeleteCertificateRequest : OcppPayload, IOutboundRequest
{
    /// <inheritdoc/>
    public static string Action => "DeleteCertificate";

    /// <summary>Which one.</summary>
    public required CertificateHashData CertificateHashData { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Required("certificateHashData", Object<CertificateHashData>()));
}

/// <summary>The answer to <see cref="DeleteCertificateRequest"/> (security white paper for OCPP 1.6, DeleteCertificate.conf).</summary>
public sealed record DeleteCertificateResponse : OcppPayload, IShaped
{
    /// <summary>Accepted, Failed or NotFound; kept as it came.</summary>
    public string? Status { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Required("status", OneOf("Accepted", "Failed", "NotFound")));
}
