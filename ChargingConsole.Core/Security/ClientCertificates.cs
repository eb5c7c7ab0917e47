using System.Security.Cryptography.X509Certificates;
using ChargingConsole.Core.ChargePoints;

namespace ChargingConsole.Core.Security;

/// <summary>What is wrong with a charge point's certificate.</summary>
/// <param name="Reason">In plain words.</param>
/// <param name="IsFinal">Whether whoever shows it is refused; else it counts as if none had been shown.</param>
public sealed record CertificateProblem(string Reason, bool IsFinal);

/// <summary>What a charge point's certificate is worth.</summary>
/// <param name="Problem">What is wrong with it; null when the charge point has proven itself by it.</param>
/// <param name="Authorities">The fingerprints of those it was believed by, from its issuer up to the one that is trusted.</param>
public sealed record CertificateVerdict(CertificateProblem? Problem, IReadOnlyList<string> Authorities);

/// <summary>Judges the certificates that charge points show (security white paper for OCPP 1.6, §3.5).</summary>
public sealed class ClientCertificates(TrustedAuthorities trusted, Revocations revocations, Fleet fleet, TimeProvider clock)
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private const string AnyUsage = "2.5.29.37.0";

    /// <summary>What a certificate is worth.</summary>
    /// <param name="shown">The certificate; whoever shows it holds its key.</param>
    /// <param name="sent">What came along with it.</param>
    /// <param name="id">The identity it has to be for.</param>
    /// <param name="chargePoint">The charge point, where it is known; once it is taken in, its serial number will do as well as its identity.</param>
    public CertificateVerdict Judge(X509Certificate2 shown, X509Certificate2Collection sent, string id, ChargePoint? chargePoint)
    {
        var authorities = new List<string>();
        return new CertificateVerdict(ProblemOf(shown, sent, id, chargePoint, authorities), authorities);
    }

    /// <summary>Whether what a charge point came in with counts for nothing by now, since an authority or certificate was withdrawn meanwhile.</summary>
    public bool IsWithdrawn(AdmittedAs admitted) =>
        admitted.Certificate is { } own
        && (revocations.Find(own) is not null
            || admitted.Authorities.Any(authority => revocations.Find(authority) is not null)
            || (admitted.Authorities is [.., var anchor] && !trusted.All().Any(trusted => Fingerprint.Of(trusted) == anchor)));

    private CertificateProblem? ProblemOf(X509Certificate2 shown, X509Certificate2Collection sent, string id, ChargePoint? chargePoint, List<string> authorities)
    {
        if (revocations.Find(Fingerprint.Of(shown)) is { } revoked)
        {
            return Final(shown, $"was revoked by {revoked.RevokedBy} on {revoked.RevokedAt:yyyy-MM-dd}");
        }

        var anchors = trusted.All();
        if (anchors.Count == 0)
        {
            return new("A certificate was shown, and no authority is trusted here: make or import one on the certificates page.", IsFinal: false);
        }

        if (!IsIssuedByTrusted(shown, sent, anchors, authorities, out var revokedIssuer))
        {
            return new($"Its certificate ({Name(shown)}) is of no authority that is trusted here; {Name(shown.IssuerName)} issued it.", IsFinal: false);
        }

        var now = clock.GetUtcNow().UtcDateTime;
        return revokedIssuer is not null ? Final(shown, $"was issued under {revokedIssuer.Subject}, which was revoked")
            : shown.NotAfter.ToUniversalTime() < now ? Final(shown, $"expired on {shown.NotAfter.ToUniversalTime():yyyy-MM-dd}")
            : shown.NotBefore.ToUniversalTime() > now ? Final(shown, $"is valid only from {shown.NotBefore.ToUniversalTime():yyyy-MM-dd} on")
            : !IsForClients(shown) ? Final(shown, "is not meant for clients: its extended key usage says so")
            : CertificateOrder.Strength(shown.PublicKey) is (var algorithm, false) ? Final(shown, $"has a key ({algorithm}) that is too weak")
            : !IsFor(shown, id, chargePoint) ? Final(shown, $"is another charger's: neither its name nor an alternative name of it is {id}")
            : null;
    }

    private bool IsIssuedByTrusted(X509Certificate2 shown, X509Certificate2Collection sent, X509Certificate2Collection anchors, List<string> authorities, out RevokedCertificateRow? revokedIssuer)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(anchors);
        chain.ChainPolicy.ExtraStore.AddRange(anchors);
        chain.ChainPolicy.ExtraStore.AddRange(sent);
        // Nothing is fetched from wherever a stranger's certificate points to.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = clock.GetUtcNow().UtcDateTime;
        chain.ChainPolicy.VerificationTimeIgnored = false;
        chain.Build(shown);
        revokedIssuer = null;

        // The first of ours on the way up is where belief begins; it need not be a root. Below it everything has to hold.
        for (var i = 0; i < chain.ChainElements.Count; i++)
        {
            var element = chain.ChainElements[i];
            if (i > 0)
            {
                authorities.Add(Fingerprint.Of(element.Certificate));
                revokedIssuer ??= revocations.Find(authorities[^1]);
            }

            if (i > 0 && anchors.Any(anchor => anchor.RawDataMemory.Span.SequenceEqual(element.Certificate.RawDataMemory.Span)))
            {
                return IsSound(element, X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.UntrustedRoot);
            }

            // Whether the charge point's own has expired is told apart from whether it is believed.
            if (!IsSound(element, X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.UntrustedRoot | (i == 0 ? X509ChainStatusFlags.NotTimeValid : 0)))
            {
                return false;
            }
        }

        return false;
    }

    private static bool IsSound(X509ChainElement element, X509ChainStatusFlags besides) =>
        element.ChainElementStatus.All(status => (status.Status & ~besides) == X509ChainStatusFlags.NoError);

    private static bool IsForClients(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().FirstOrDefault() is not { } usage
        || usage.EnhancedKeyUsages.Cast<System.Security.Cryptography.Oid>().Any(oid => oid.Value is ClientAuthentication or AnyUsage);

    private bool IsFor(X509Certificate2 certificate, string id, ChargePoint? chargePoint)
    {
        string?[] names =
        [
            CertificateOrder.CommonName(certificate.SubjectName),
            .. certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(names => names.EnumerateDnsNames()),
        ];
        // Of a charge point that is known, its own names count and not whatever else its address ends in.
        var its = chargePoint is null ? [id] : CertificateNames.Of(fleet, chargePoint);
        return names.Any(name => name is not null && its.Any(own => CertificateNames.Same(own, name)));
    }

    private static CertificateProblem Final(X509Certificate2 shown, string what) => new($"Its certificate ({Name(shown)}) {what}.", IsFinal: true);

    private static string Name(X509Certificate2 certificate) => Name(certificate.SubjectName);

    private static string Name(X500DistinguishedName name) => name.Name is { Length: > 100 } text ? text[..100] + "…" : name.Name;
}
