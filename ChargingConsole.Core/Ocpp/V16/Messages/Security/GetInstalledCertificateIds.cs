using ChargingConsole.Core.Ocpp.V16.Shapes;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Member;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Rules;

namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>Asks which root certificates are installed (security white paper for OCPP 1.6, GetInstalledCertificateIds.req).</summary>
public sealed record GetInstalledCertificateIdsRequest : OcppPayload, IOutboundRequest
{
    /// <inheritdoc/>
    public static string Action => "GetInstalledCertificateIds";

    /// <summary>CentralSystemRootCertificate or ManufacturerRootCertificate.</summary>
    public required string CertificateType { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Required("certificateType", OneOf("CentralSystemRootCertificate", "ManufacturerRootCertificate")));
}

/// <summary>The answer to <see cref="GetInstalledCertificateIdsRequest"/> (security white paper for OCPP 1.6, GetInstalledCertificateIds.conf).</summary>
public sealed record GetInstalledCertificateIdsResponse : OcppPayload, IShaped
{
    /// <summary>The certificates; absent when there are none.</summary>
    public CertificateHashData[]? CertificateHashData { get; init; }

    /// <summary>Accepted or NotFound; kept as it came.</summary>
    public string? Status { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Optional("certificateHashData", ListOf(Object<CertificateHashData>(), minimum: 1)),
        Required("status", OneOf("Accepted", "NotFound")));
}
