using ChargingConsole.Core.Ocpp.V16.Shapes;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Member;
using static ChargingConsole.Core.Ocpp.V16.Shapes.Rules;

namespace ChargingConsole.Core.Ocpp.V16.Messages;

/// <summary>What names an installed certificate (security white paper for OCPP 1.6, CertificateHashDataType).</summary>
public sealed record CertificateHashData : OcppPayload, IShaped
{
    /// <summary>SHA256, SHA384 or SHA512.</summary>
    public string? HashAlgorithm { get; init; }

    /// <summary>Hash of the issuer's distinguished name, hexadecimal; at most 128 characters.</summary>
    public string? IssuerNameHash { get; init; }

    /// <summary>Hash of the issuer's public key, hexadecimal; at most 128 characters.</summary>
    public string? IssuerKeyHash { get; init; }

    /// <summary>The serial number, hexadecimal; at most 40 characters.</summary>
    public string? SerialNumber { get; init; }

    static PayloadShape IShaped.Shape { get; } = new(
        Required("hashAlgorithm", OneOf("SHA256", "SHA384", "SHA512")),
        Required("issuerNameHash", Text(128)),
        Required("issuerKeyHash", Text(128)),
        Required("serialNumber", Text(40)));
}
