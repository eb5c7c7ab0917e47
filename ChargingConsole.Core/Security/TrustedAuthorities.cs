using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ChargingConsole.Core.Audit;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Ocpp.Sessions;

namespace ChargingConsole.Core.Security;

/// <summary>Whose certificates of charge points are believed: the local authorities', also those that a newer one took the place of, and imported ones.</summary>
public sealed class TrustedAuthorities(CertificateAuthority local, Fleet fleet, IChargePointLink link, CommitQueue commits, AuditTrail trail, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<string, TrustedAuthorityRow> _rows = new();
    private volatile Anchors? _anchors;

    /// <summary>The imported ones, by name.</summary>
    public IReadOnlyList<TrustedAuthorityRow> Imported => [.. _rows.Values.OrderBy(row => row.Subject, StringComparer.OrdinalIgnoreCase)];

    /// <summary>Imports authorities from PEM: a root, and whatever stands between it and the charge points' certificates.</summary>
    /// <returns>Those that were imported, or why none was.</returns>
    /// <exception cref="DatabaseUnavailableException">The database is away; nothing was changed.</exception>
    public async Task<(IReadOnlyList<TrustedAuthorityRow> Rows, string? Problem)> ImportAsync(string pem, Actor by)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(pem);
        }
        catch (CryptographicException)
        {
            // What was read until then is not taken either.
            certificates.Clear();
        }

        var problem = certificates.Count == 0 ? "It holds no certificate in PEM."
            : certificates.Count > 10 ? "It holds more than ten certificates."
            : certificates.Select(ProblemOf).FirstOrDefault(found => found is not null);
        if (problem is not null)
        {
            return ([], problem);
        }

        List<TrustedAuthorityRow> rows = [.. certificates.Select(certificate => new TrustedAuthorityRow
        {
            Fingerprint = Fingerprint.Of(certificate),
            Subject = certificate.Subject,
            Certificate = certificate.ExportCertificatePem(),
            Algorithm = CertificateOrder.Strength(certificate.PublicKey).Algorithm,
            NotAfter = certificate.NotAfter.ToUniversalTime(),
            AddedBy = by.Name,
            AddedAt = clock.GetUtcNow(),
        }).DistinctBy(row => row.Fingerprint)];
        var unit = new UnitOfWork();
        foreach (var row in rows)
        {
            unit.Upsert(row);
            trail.Note(unit, by, AuditWords.AuthorityTrusted, row.Subject, $"SHA-256 {row.Fingerprint}");
        }

        await commits.CommitAsync(unit);
        rows.ForEach(Take);
        return (rows, null);
    }

    /// <summary>
    /// Believes an imported authority no longer; false when it is not there. Whoever is connected by its word is cut off,
    /// and comes back where another one is still believed.
    /// </summary>
    /// <exception cref="DatabaseUnavailableException">The database is away; nothing was changed.</exception>
    public async Task<bool> RemoveAsync(string fingerprint, Actor by)
    {
        if (!_rows.TryGetValue(fingerprint.ToUpperInvariant(), out var row))
        {
            return false;
        }

        var unit = new UnitOfWork();
        unit.Delete(row);
        trail.Note(unit, by, AuditWords.AuthorityDistrusted, row.Subject, $"SHA-256 {row.Fingerprint}");
        await commits.CommitAsync(unit);
        lock (_lock)
        {
            _rows.TryRemove(row.Fingerprint, out _);
            _anchors = null;
        }

        link.CutThoseOn(fleet, row.Fingerprint);
        return true;
    }

    internal void Load(IEnumerable<TrustedAuthorityRow> rows)
    {
        foreach (var row in rows)
        {
            Take(row);
        }
    }

    /// <summary>All that is believed, as certificates.</summary>
    internal X509Certificate2Collection All()
    {
        var locals = local.All;
        if (_anchors is { } ready && ready.Locals == locals)
        {
            return ready.Certificates;
        }

        // Read and kept in one step: what was read before a change must not take the place of what came after it.
        lock (_lock)
        {
            if (_anchors is not { } anchors || anchors.Locals != locals)
            {
                _anchors = anchors = new Anchors(locals, [.. locals.Select(row => row.Certificate).Concat(_rows.Values.Select(row => row.Certificate)).Select(pem => X509Certificate2.CreateFromPem(pem))]);
            }

            return anchors.Certificates;
        }
    }

    private void Take(TrustedAuthorityRow row)
    {
        lock (_lock)
        {
            _rows[row.Fingerprint] = row;
            _anchors = null;
        }
    }

    private string? ProblemOf(X509Certificate2 certificate)
    {
        var (algorithm, isStrong) = CertificateOrder.Strength(certificate.PublicKey);
        return certificate.Extensions.OfType<X509BasicConstraintsExtension>().FirstOrDefault() is not { CertificateAuthority: true } ? $"{certificate.Subject} is no authority's certificate: its basic constraints do not say so."
            : !isStrong ? $"The key of {certificate.Subject} ({algorithm}) is too weak."
            : certificate.NotAfter.ToUniversalTime() <= clock.GetUtcNow().UtcDateTime ? $"{certificate.Subject} has expired."
            : null;
    }

    private sealed record Anchors(IReadOnlyList<CertificateAuthorityRow> Locals, X509Certificate2Collection Certificates);
}
