using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ChargingConsole.Simulator.ChargePoints.Files;

/// <summary>Whose signature a firmware has to carry (security extension, SignedUpdateFirmware).</summary>
internal sealed record FirmwareSignature(X509Certificate2 Certificate, string Base64)
{
    /// <summary>RSA (PSS, or PKCS#1 as older tools make it) or ECDSA, over the SHA-256 of the file.</summary>
    public bool Fits(byte[] sha256)
    {
        var signature = new byte[Base64.Length];
        if (!Convert.TryFromBase64String(Base64, signature, out var length))
        {
            return false;
        }

        var bytes = signature.AsSpan(0, length);
        using var rsa = Certificate.GetRSAPublicKey();
        if (rsa is not null)
        {
            return rsa.VerifyHash(sha256, bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)
                || rsa.VerifyHash(sha256, bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }

        using var ecdsa = Certificate.GetECDsaPublicKey();
        return ecdsa is not null
            && (ecdsa.VerifyHash(sha256, bytes, DSASignatureFormat.Rfc3279DerSequence)
                || ecdsa.VerifyHash(sha256, bytes, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
    }
}
