using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace ChargingConsole.Simulator.ChargePoints.Security;

/// <summary>The charge point's own key pair and certificate (security extension: SignCertificate, CertificateSigned).</summary>
internal sealed class OwnCertificate(VirtualChargePoint chargePoint)
{
    private readonly Lock _gate = new();
    private AsymmetricAlgorithm? _requested;

    /// <summary>The certificate in use, with its key; null before the first was signed.</summary>
    public X509Certificate2? Current { get; private set; }

    /// <summary>Makes a new key pair and asks the central system to sign its certificate.</summary>
    public Task RequestAsync(CancellationToken cancellation) =>
        chargePoint.CallAsync("SignCertificate", new JsonObject { ["csr"] = MakeRequest() }.ToJsonString(), cancellation);

    /// <summary>Whether the chain begins with a valid certificate for the key last asked about; it is in use from then on.</summary>
    public bool Take(string pemChain)
    {
        var chain = new X509Certificate2Collection();
        try
        {
            chain.ImportFromPem(pemChain);
        }
        catch (CryptographicException)
        {
            return false;
        }

        lock (_gate)
        {
            if (chain.Count == 0 || _requested is null || pemChain.Length > chargePoint.Configuration.Whole("CertificateSignedMaxChainSize")
                || !chargePoint.Certificates.IsValidNow(chain[0])
                || !chain[0].PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(_requested.ExportSubjectPublicKeyInfo()))
            {
                return false;
            }

            Current = _requested is RSA rsa ? chain[0].CopyWithPrivateKey(rsa) : chain[0].CopyWithPrivateKey((ECDsa)_requested);
            return true;
        }
    }

    private string MakeRequest()
    {
        var name = new X500DistinguishedNameBuilder();
        name.AddCommonName(chargePoint.Description.SerialNumber ?? chargePoint.Id);
        name.AddOrganizationName(chargePoint.Configuration["CpoName"]!);
        AsymmetricAlgorithm key = chargePoint.Description.HasRsaKey ? RSA.Create(2048) : ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = key is RSA rsa
            ? new CertificateRequest(name.Build(), rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest(name.Build(), (ECDsa)key, HashAlgorithmName.SHA256);
        var pem = request.CreateSigningRequestPem();
        lock (_gate)
        {
            _requested?.Dispose();
            _requested = key;
        }

        return pem;
    }
}
