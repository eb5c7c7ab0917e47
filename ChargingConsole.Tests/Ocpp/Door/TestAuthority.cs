using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ChargingConsole.Tests.Ocpp.Door;

/// <summary>An authority made for one test run, and real certificates of it.</summary>
internal sealed class TestAuthority : IDisposable
{
    private readonly AsymmetricAlgorithm _key;

    public TestAuthority(string name, bool isRsa = false, TestAuthority? under = null)
    {
        var (request, key) = Request(name, isRsa);
        _key = key;
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        Certificate = request.Create(under?.Certificate.SubjectName ?? request.SubjectName, under?.Generator ?? Generator, Now.AddDays(-30), Now.AddDays(3650), Serial());
    }

    /// <summary>Without its key.</summary>
    public X509Certificate2 Certificate { get; }

    public string Pem => Certificate.ExportCertificatePem();

    public string PemWithKey => $"{Pem}\n{_key.ExportPkcs8PrivateKeyPem()}";

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private X509SignatureGenerator Generator => _key is RSA rsa ? X509SignatureGenerator.CreateForRSA(rsa, RSASignaturePadding.Pkcs1) : X509SignatureGenerator.CreateForECDsa((ECDsa)_key);

    /// <summary>A charger's certificate, with its key.</summary>
    /// <param name="name">The common name.</param>
    /// <param name="from">Since how many days it is valid.</param>
    /// <param name="days">For how many days from now.</param>
    /// <param name="isRsa">RSA, or else ECDSA.</param>
    /// <param name="alternative">A name besides.</param>
    public X509Certificate2 Issue(string name, double from = 1, double days = 30, bool isRsa = false, string? alternative = null)
    {
        var names = new SubjectAlternativeNameBuilder();
        if (alternative is not null)
        {
            names.AddDnsName(alternative);
        }

        return Issue(name, isRsa, Now.AddDays(-from), Now.AddDays(days), alternative is null ? [] : [names.Build()]);
    }

    /// <summary>A certificate of this host, with its key.</summary>
    public X509Certificate2 IssueServer(string name, bool isRsa = false)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        return Issue(name, isRsa, Now.AddDays(-1), Now.AddDays(90), [names.Build(), new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false)]);
    }

    public void Dispose()
    {
        _key.Dispose();
        Certificate.Dispose();
    }

    private X509Certificate2 Issue(string name, bool isRsa, DateTimeOffset from, DateTimeOffset until, X509Extension[] extensions)
    {
        var (request, key) = Request(name, isRsa);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        foreach (var extension in extensions)
        {
            request.CertificateExtensions.Add(extension);
        }

        using var certificate = request.Create(Certificate.SubjectName, Generator, from, until, Serial());
        return key is RSA rsa ? certificate.CopyWithPrivateKey(rsa) : certificate.CopyWithPrivateKey((ECDsa)key);
    }

    private static (CertificateRequest Request, AsymmetricAlgorithm Key) Request(string name, bool isRsa)
    {
        if (isRsa)
        {
            var rsa = RSA.Create(2048);
            return (new CertificateRequest($"CN={name}", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), rsa);
        }

        var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return (new CertificateRequest($"CN={name}", ecdsa, HashAlgorithmName.SHA256), ecdsa);
    }

    private static byte[] Serial()
    {
        var serial = RandomNumberGenerator.GetBytes(12);
        serial[0] = (byte)((serial[0] & 0x7F) | 0x40);
        return serial;
    }
}
