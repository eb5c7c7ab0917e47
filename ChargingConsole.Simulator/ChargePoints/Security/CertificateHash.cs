using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChargingConsole.Simulator.Protocol;

namespace ChargingConsole.Simulator.ChargePoints.Security;

/// <summary>How the security extension names a certificate: the hashes of its issuer's name and key, and its serial number.</summary>
internal sealed record CertificateHash(string Algorithm, string IssuerName, string IssuerKey, string SerialNumber)
{
    /// <summary>Null when a member is missing or the algorithm is none of SHA256, SHA384 and SHA512.</summary>
    public static CertificateHash? Read(JsonElement json) =>
        json.Text("hashAlgorithm") is "SHA256" or "SHA384" or "SHA512" && json.Text("issuerNameHash") is { } name
        && json.Text("issuerKeyHash") is { } key && json.Text("serialNumber") is { } serial
            ? new CertificateHash(json.Text("hashAlgorithm")!, name, key, serial)
            : null;

    /// <summary>The key is that of the issuer, which for a root is its own.</summary>
    public static CertificateHash Of(X509Certificate2 certificate, X509Certificate2 issuer, string algorithm = "SHA256") => new(
        algorithm,
        Hash(algorithm, certificate.IssuerName.RawData),
        Hash(algorithm, issuer.PublicKey.EncodedKeyValue.RawData),
        certificate.SerialNumber.TrimStart('0'));

    public JsonObject ToJson() => new()
    {
        ["hashAlgorithm"] = Algorithm,
        ["issuerNameHash"] = IssuerName,
        ["issuerKeyHash"] = IssuerKey,
        ["serialNumber"] = SerialNumber,
    };

    /// <summary>Hex digits are the same in both cases, and leading zeros of the serial number say nothing.</summary>
    public bool Means(CertificateHash other) =>
        Algorithm == other.Algorithm && Same(IssuerName, other.IssuerName) && Same(IssuerKey, other.IssuerKey)
        && Same(SerialNumber.TrimStart('0'), other.SerialNumber.TrimStart('0'));

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static string Hash(string algorithm, byte[] bytes) => Convert.ToHexStringLower(algorithm switch
    {
        "SHA384" => SHA384.HashData(bytes),
        "SHA512" => SHA512.HashData(bytes),
        _ => SHA256.HashData(bytes),
    });
}
