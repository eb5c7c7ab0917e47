using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ChargingConsole.Core.Audit;
using ChargingConsole.Core.Data;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Core.Security;

/// <summary>The local authority that signs charge points' certificates: made or imported by an operator, on disk first, then here. The newest one signs.</summary>
public sealed class CertificateAuthority(KeyVault vault, CommitQueue commits, AuditTrail trail, TimeProvider clock, IOptions<SecurityOptions> options) : IDisposable
{
    private const int Years = 10;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile CertificateAuthorityRow? _current;
    private volatile IReadOnlyList<CertificateAuthorityRow> _all = [];

    /// <summary>The authority that signs; null when there is none.</summary>
    public CertificateAuthorityRow? Current => _current;

    /// <summary>All there ever were, the newest last: what they signed stays good.</summary>
    internal IReadOnlyList<CertificateAuthorityRow> All => _all;

    /// <summary>Whether requests are signed without an operator.</summary>
    public bool SignsByItself => _current is { SignsByItself: true } row && row.NotAfter > clock.GetUtcNow();

    /// <summary>Makes a new authority, which signs from now on.</summary>
    /// <param name="name">What it is called (CN).</param>
    /// <param name="ecdsa">ECDSA P-256, or else RSA with 3072 bits.</param>
    /// <param name="signsByItself">Whether requests that are in order need no operator.</param>
    /// <param name="createdBy">Who makes it, for the record.</param>
    /// <exception cref="DatabaseUnavailableException">The database is away; nothing was changed.</exception>
    public async Task<CertificateAuthorityRow> CreateAsync(string name, bool ecdsa, bool signsByItself, Actor createdBy)
    {
        var builder = new X500DistinguishedNameBuilder();
        builder.AddCommonName(name.Trim());
        var (certificate, key) = AuthorityKeys.Create(builder.Build(), ecdsa, clock.GetUtcNow(), Years);
        using (certificate)
        {
            return await StoreAsync(certificate, key, signsByItself, createdBy, AuditWords.AuthorityMade);
        }
    }

    /// <summary>Takes an authority from PEM: its certificate and its private key. It signs from now on.</summary>
    /// <returns>The authority, or why it cannot be one.</returns>
    /// <exception cref="DatabaseUnavailableException">The database is away; nothing was changed.</exception>
    public async Task<(CertificateAuthorityRow? Row, string? Problem)> ImportAsync(string pem, string? password, bool signsByItself, Actor createdBy)
    {
        X509Certificate2 certificate;
        byte[] key;
        try
        {
            (certificate, key) = AuthorityKeys.Read(pem, password);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            // Not the library's own words: they may quote what was pasted.
            return (null, "It must hold a certificate and the private key that belongs to it, both in PEM; an encrypted key needs its password.");
        }

        using (certificate)
        {
            var (algorithm, isStrong) = CertificateOrder.Strength(certificate.PublicKey);
            var problem = !isStrong ? $"Its key ({algorithm}) is too weak."
                : certificate.Extensions.OfType<X509BasicConstraintsExtension>().FirstOrDefault() is not { CertificateAuthority: true } ? "It is no authority's certificate: its basic constraints do not say so."
                : certificate.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault() is { } usage && !usage.KeyUsages.HasFlag(X509KeyUsageFlags.KeyCertSign) ? "It may not sign certificates: its key usage does not say so."
                : certificate.NotAfter.ToUniversalTime() <= clock.GetUtcNow().UtcDateTime ? "It has expired."
                : null;
            if (problem is not null)
            {
                CryptographicOperations.ZeroMemory(key);
                return (null, problem);
            }

            return (await StoreAsync(certificate, key, signsByItself, createdBy, AuditWords.AuthorityImported), null);
        }
    }

    /// <summary>Lets the authority sign by itself, or wait for an operator; false when there is none.</summary>
    /// <exception cref="DatabaseUnavailableException">The database is away; nothing was changed.</exception>
    public async Task<bool> LetSignAsync(bool byItself, Actor by)
    {
        await _turn.WaitAsync();
        try
        {
            if (_current is not { } row)
            {
                return false;
            }

            var changed = row with { SignsByItself = byItself };
            var unit = new UnitOfWork();
            unit.Update(changed);
            trail.Note(unit, by, AuditWords.AuthorityChanged, row.Subject, row, changed);
            await commits.CommitAsync(unit);
            _current = changed;
            return true;
        }
        finally
        {
            _turn.Release();
        }
    }

    internal void Load(IReadOnlyList<CertificateAuthorityRow> all)
    {
        _all = [.. all.OrderBy(row => row.Id)];
        _current = _all.Count == 0 ? null : _all[^1];
    }

    /// <summary>Signs a request that is in order.</summary>
    /// <returns>The certificate and the chain, PEM, or why there is none.</returns>
    internal (X509Certificate2? Certificate, string? Chain, string? Problem) Sign(CertificateRequest asked, CertificateAuthorityRow row)
    {
        var now = clock.GetUtcNow();
        if (row.NotAfter <= now)
        {
            return (null, null, "The authority has expired.");
        }

        byte[] key;
        try
        {
            key = vault.Unprotect(row.ProtectedKey);
        }
        catch (CryptographicException e)
        {
            return (null, null, e is AuthenticationTagMismatchException ? "The key file is another one than the authority was stored with." : e.Message);
        }

        try
        {
            using var authority = X509Certificate2.CreateFromPem(row.Certificate);
            var certificate = AuthorityKeys.Sign(asked, authority, key, now, options.Value.CertificateDays);
            return (certificate, $"{certificate.ExportCertificatePem()}\n{row.Certificate}", null);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task<CertificateAuthorityRow> StoreAsync(X509Certificate2 certificate, byte[] key, bool signsByItself, Actor createdBy, string what)
    {
        await _turn.WaitAsync();
        try
        {
            var row = new CertificateAuthorityRow
            {
                Id = (_current?.Id ?? 0) + 1,
                Subject = certificate.Subject,
                Certificate = certificate.ExportCertificatePem(),
                ProtectedKey = vault.Protect(key),
                Algorithm = CertificateOrder.Strength(certificate.PublicKey).Algorithm,
                NotBefore = certificate.NotBefore.ToUniversalTime(),
                NotAfter = certificate.NotAfter.ToUniversalTime(),
                CreatedBy = createdBy.Name,
                CreatedAt = clock.GetUtcNow(),
                SignsByItself = signsByItself,
            };
            var unit = new UnitOfWork();
            unit.Insert(row);
            trail.Note(unit, createdBy, what, row.Subject, null, row);
            await commits.CommitAsync(unit);
            _all = [.. _all, row];
            _current = row;
            return row;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
            _turn.Release();
        }
    }
}
