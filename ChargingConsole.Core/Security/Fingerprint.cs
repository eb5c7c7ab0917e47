using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ChargingConsole.Core.Security;

/// <summary>What names a certificate here: the SHA-256 of all of it, as hexadecimal digits.</summary>
public static class Fingerprint
{
    /// <summary>Of a certificate.</summary>
    public static string Of(X509Certificate2 certificate) => certificate.GetCertHashString(HashAlgorithmName.SHA256);

    /// <summary>Of the first certificate in a PEM text.</summary>
    /// <exception cref="CryptographicException">There is none.</exception>
    public static string OfPem(string pem)
    {
        using var certificate = X509Certificate2.CreateFromPem(pem);
        return Of(certificate);
    }
}
