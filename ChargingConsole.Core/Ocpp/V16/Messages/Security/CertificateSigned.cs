using ChargingConsole.Core.Ocpp.V16.Shapes;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Member;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Rules;

namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>Hands a charge point the certificate it asked for with SignCertificate (security white paper for OCPP 1.6, CertificateSigned.req).</summary>
public sealed record CertificateSignedRequest : OcppPayload, IOutboundRequest
{
    /// <inheritdoc/>
    public static string Action => "CertificateSigned";

    /// <summary>The certificate and those that signed it, PEM; at most 10000 characters.</summary>
    public required string CertificateChain { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Required("certificateChain", Text(10000)));
}

/// <summary>The answer to <see cref="CertificateSignedRequest"/> (security white paper for OCPP 1.6, CertificateSigned.conf).</summary>
public sealed record CertificateSignedResponse : OcppPayload, IShaped
{
    /// <summary>Accepted or Rejected; kept as it came.</summary>
    public string? Status { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Required("status", OneOf("Accepted", "Rejected")));
}
