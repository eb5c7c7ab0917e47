using ChargingConsole.Core.Ocpp.V16.Shapes;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Member;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Rules;

namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>Installs a root certificate (security white paper for OCPP 1.6, InstallCertificate.req).</summary>
public sealed record InstallCertificateRequest : OcppPayload, IOutboundRequest
{
    /// <inheritdoc/>
    public static string Action => "InstallCertificate";

    /// <summary>CentralSystemRootCertificate or ManufacturerRootCertificate.</summary>
    public required string CertificateType { get; init; }

    /// <summary>The certificate, PEM; at most 5500 characters.</summary>
    public required string Certificate { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Required("certificateType", OneOf("CentralSystemRootCertificate", "ManufacturerRootCertificate")),
        Required("certificate", Text(5500)));
}

/// <summary>The answer to <see cref="InstallCertificateRequest"/> (security white paper for OCPP 1.6, InstallCertificate.conf).</summary>
public sealed record InstallCertificateResponse : OcppPayload, IShaped
{
    /// <summary>Accepted, Failed or Rejected; kept as it came.</summary>
    public string? Status { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Required("status", OneOf("Accepted", "Failed", "Rejected")));
}
