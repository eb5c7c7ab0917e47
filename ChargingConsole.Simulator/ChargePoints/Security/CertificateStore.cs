using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace ChargingConsole.Simulator.ChargePoints.Security;

/// <summary>The root certificates in a charge point (security extension: InstallCertificate, DeleteCertificate, GetInstalledCertificateIds).</summary>
internal sealed class CertificateStore(VirtualChargePoint chargePoint)
{
    private readonly Lock _gate = new();
    private readonly List<(string Use, X509Certificate2 Certificate)> _installed = [];

    /// <summary>Gives the status of InstallCertificate.conf: Accepted, Failed or Rejected.</summary>
    public string Install(string use, string pem)
    {
        if (Read(pem) is not { } certificate || !IsValidNow(certificate))
        {
            return "Rejected";
        }

        lock (_gate)
        {
            if (_installed.Exists(known => known.Use == use && known.Certificate.Thumbprint == certificate.Thumbprint))
            {
                return "Accepted";
            }

            if (_installed.Count >= chargePoint.Configuration.Whole("CertificateStoreMaxLength"))
            {
                return "Failed";
            }

            _installed.Add((use, certificate));
            return "Accepted";
        }
    }

    /// <summary>False when no installed certificate is meant.</summary>
    public bool Delete(CertificateHash hash)
    {
        lock (_gate)
        {
            return _installed.RemoveAll(known => CertificateHash.Of(known.Certificate, IssuerOf(known.Certificate), hash.Algorithm).Means(hash)) > 0;
        }
    }

    public JsonArray Ids(string use)
    {
        lock (_gate)
        {
            return [.. _installed.Where(known => known.Use == use)
                .Select(known => (JsonNode)CertificateHash.Of(known.Certificate, IssuerOf(known.Certificate)).ToJson())];
        }
    }

    /// <summary>Whether a firmware's signer may be believed: issued under an installed manufacturer root, or any valid one while none is installed.</summary>
    public bool Trusts(X509Certificate2 signer)
    {
        X509Certificate2[] roots;
        lock (_gate)
        {
            roots = [.. _installed.Where(known => known.Use == "ManufacturerRootCertificate").Select(known => known.Certificate)];
        }

        if (!IsValidNow(signer) || roots.Length == 0)
        {
            return IsValidNow(signer);
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTimeIgnored = true;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots);
        return chain.Build(signer);
    }

    /// <summary>Whether a central system's certificate comes from an installed root or one of these; null when there is none to tell by.</summary>
    public bool? IsServerOf(X509Certificate2 server, IReadOnlyList<X509Certificate2> others)
    {
        X509Certificate2[] roots;
        lock (_gate)
        {
            roots = [.. _installed.Where(known => known.Use == "CentralSystemRootCertificate").Select(known => known.Certificate), .. others];
        }

        if (roots.Length == 0)
        {
            return null;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = chargePoint.Clock.GetUtcNow().UtcDateTime;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots);
        return chain.Build(server);
    }

    /// <summary>Null when the text holds no certificate.</summary>
    public static X509Certificate2? Read(string pem)
    {
        try
        {
            return X509Certificate2.CreateFromPem(pem);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public bool IsValidNow(X509Certificate2 certificate)
    {
        var now = chargePoint.Clock.GetUtcNow().UtcDateTime;
        return certificate.NotBefore.ToUniversalTime() <= now && now <= certificate.NotAfter.ToUniversalTime();
    }

    private X509Certificate2 IssuerOf(X509Certificate2 certificate) =>
        _installed.Select(known => known.Certificate)
            .FirstOrDefault(known => known.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData)) ?? certificate;
}
