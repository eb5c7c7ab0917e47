using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ChargingConsole.Core.Security;

/// <summary>Makes, reads and uses an authority's certificate and key. What holds a private key lives as short as one call.</summary>
internal static class AuthorityKeys
{
    private static readonly Oid s_clientAuthentication = new("1.3.6.1.5.5.7.3.2");

    /// <summary>A new self-signed authority.</summary>
    public static (X509Certificate2 Certificate, byte[] Key) Create(X500DistinguishedName name, bool ecdsa, DateTimeOffset now, int years)
    {
        if (ecdsa)
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            return (SelfSigned(new CertificateRequest(name, key, HashAlgorithmName.SHA256), now, years), key.ExportPkcs8PrivateKey());
        }

        using var rsa = RSA.Create(3072);
        return (SelfSigned(new CertificateRequest(name, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), now, years), rsa.ExportPkcs8PrivateKey());
    }

    /// <summary>An authority from PEM: a certificate with its private key, which may be encrypted.</summary>
    /// <exception cref="CryptographicException">It cannot be read, or the two do not belong together.</exception>
    public static (X509Certificate2 Certificate, byte[] Key) Read(string pem, string? password)
    {
        using var both = pem.Contains("ENCRYPTED PRIVATE KEY", StringComparison.Ordinal)
            ? X509Certificate2.CreateFromEncryptedPem(pem, pem, password ?? "")
            : X509Certificate2.CreateFromPem(pem, pem);
        using var rsa = both.GetRSAPrivateKey();
        using var ecdsa = both.GetECDsaPrivateKey();
        var key = rsa?.ExportPkcs8PrivateKey() ?? ecdsa?.ExportPkcs8PrivateKey() ?? throw new CryptographicException("The key is neither RSA nor ECDSA.");
        return (X509CertificateLoader.LoadCertificate(both.RawData), key);
    }

    /// <summary>A charge point's certificate.</summary>
    public static X509Certificate2 Sign(CertificateRequest asked, X509Certificate2 authority, byte[] key, DateTimeOffset now, int days)
    {
        var (algorithm, _) = CertificateOrder.Strength(asked.PublicKey);
        var request = new CertificateRequest(asked.SubjectName, asked.PublicKey, HashAlgorithmName.SHA256);
        var usage = X509KeyUsageFlags.DigitalSignature | (algorithm.StartsWith("RSA", StringComparison.Ordinal) ? X509KeyUsageFlags.KeyEncipherment : 0);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([s_clientAuthentication], false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(asked.PublicKey, false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, true, false));

        // Positive and unguessable, as RFC 5280 wants serial numbers.
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x7F) | 0x40);
        var until = now.AddDays(days);
        var last = new DateTimeOffset(authority.NotAfter.ToUniversalTime());
        using var rsa = RSA.Create();
        using var ecdsa = ECDsa.Create();
        X509SignatureGenerator generator;
        if (CertificateOrder.Strength(authority.PublicKey).Algorithm.StartsWith("RSA", StringComparison.Ordinal))
        {
            rsa.ImportPkcs8PrivateKey(key, out _);
            generator = X509SignatureGenerator.CreateForRSA(rsa, RSASignaturePadding.Pkcs1);
        }
        else
        {
            ecdsa.ImportPkcs8PrivateKey(key, out _);
            generator = X509SignatureGenerator.CreateForECDsa(ecdsa);
        }

        return request.Create(authority.SubjectName, generator, now.AddHours(-1), until < last ? until : last, serial);
    }

    private static X509Certificate2 SelfSigned(CertificateRequest request, DateTimeOffset now, int years)
    {
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(years));
        return X509CertificateLoader.LoadCertificate(made.RawData);
    }
}
