using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ChargingConsole.Core.Security;

/// <summary>A request for a certificate that was read: its key and name, or why it is not in order.</summary>
/// <param name="Request">The request, its signature verified; null when it is not in order.</param>
/// <param name="Subject">The name asked for.</param>
/// <param name="Algorithm">The key, such as "RSA 2048".</param>
/// <param name="Problem">Why it is not in order; null when it is.</param>
internal sealed record CertificateOrder(CertificateRequest? Request, string? Subject, string? Algorithm, string? Problem)
{
    /// <summary>The weakest keys the white paper allows (§3.4): RSA with 2048 bits, ECDSA with 224.</summary>
    private const int LeastRsa = 2048;
    private const int LeastEcdsa = 224;

    /// <summary>Reads a request: its own signature, the strength of its key, and whether the name is one of the charge point's.</summary>
    public static CertificateOrder Read(string csr, IReadOnlyList<string> names)
    {
        CertificateRequest request;
        try
        {
            request = CertificateRequest.LoadSigningRequestPem(csr, HashAlgorithmName.SHA256, CertificateRequestLoadOptions.Default, RSASignaturePadding.Pkcs1);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return new(null, null, null, "It is no certificate request in PEM whose signature holds.");
        }

        var (algorithm, isStrong) = Strength(request.PublicKey);
        var subject = request.SubjectName.Name;
        if (!isStrong)
        {
            return new(null, subject, algorithm, $"Its key ({algorithm}) is too weak: RSA needs {LeastRsa} bits, ECDSA {LeastEcdsa}.");
        }

        var name = CommonName(request.SubjectName);
        return name is not null && names.Any(own => CertificateNames.Same(own, name))
            ? new(request, subject, algorithm, null)
            : new(null, subject, algorithm, $"Its name (CN={name ?? "none"}) is neither the charger's identity nor a serial number that is its alone.");
    }

    /// <summary>A key in words, and whether it is strong enough.</summary>
    public static (string Algorithm, bool IsStrong) Strength(PublicKey key)
    {
        using var rsa = key.GetRSAPublicKey();
        if (rsa is not null)
        {
            return ($"RSA {rsa.KeySize}", rsa.KeySize >= LeastRsa);
        }

        using var ecdsa = key.GetECDsaPublicKey();
        return ecdsa is not null ? ($"ECDSA {ecdsa.KeySize}", ecdsa.KeySize >= LeastEcdsa) : (key.Oid.FriendlyName ?? key.Oid.Value ?? "unknown", false);
    }

    /// <summary>The common name (CN) in a distinguished name.</summary>
    public static string? CommonName(X500DistinguishedName name) =>
        name.EnumerateRelativeDistinguishedNames().FirstOrDefault(part => !part.HasMultipleElements && part.GetSingleElementType().Value == "2.5.4.3")?.GetSingleElementValue();
}
