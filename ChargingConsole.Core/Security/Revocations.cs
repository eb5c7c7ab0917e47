using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ChargingConsole.Core.Audit;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Ocpp.Sessions;

namespace ChargingConsole.Core.Security;

/// <summary>The certificates that count for nothing any more. This list is the console's own: lists that other authorities publish are not fetched.</summary>
public sealed class Revocations(Fleet fleet, IChargePointLink link, CommitQueue commits, AuditTrail trail, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, RevokedCertificateRow> _rows = new();
    private long _version;

    /// <summary>The revoked ones, the latest first.</summary>
    public IReadOnlyList<RevokedCertificateRow> All => [.. _rows.Values.OrderByDescending(row => row.RevokedAt)];

    /// <summary>Counts up with every change.</summary>
    public long Version => Volatile.Read(ref _version);

    /// <summary>The entry of a certificate; null when it is good.</summary>
    public RevokedCertificateRow? Find(string fingerprint) => _rows.GetValueOrDefault(fingerprint);

    /// <summary>Revokes a certificate for good. Whoever is connected with it is cut off, and with one that was issued under it.</summary>
    /// <param name="pem">The certificate; what follows it in the text is not revoked.</param>
    /// <param name="by">Who revokes, for the record.</param>
    /// <returns>The entry, or why there is none.</returns>
    /// <exception cref="DatabaseUnavailableException">The database is away; nothing was changed.</exception>
    public async Task<(RevokedCertificateRow? Row, string? Problem)> RevokeAsync(string pem, Actor by)
    {
        RevokedCertificateRow row;
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(pem);
            row = new RevokedCertificateRow
            {
                Fingerprint = Fingerprint.Of(certificate),
                Subject = certificate.Subject,
                SerialNumber = certificate.SerialNumber,
                RevokedBy = by.Name,
                RevokedAt = clock.GetUtcNow(),
            };
        }
        catch (CryptographicException)
        {
            return (null, "It holds no certificate in PEM.");
        }

        if (Find(row.Fingerprint) is { } known)
        {
            return (known, null);
        }

        var unit = new UnitOfWork();
        unit.Upsert(row);
        trail.Note(unit, by, AuditWords.CertificateRevoked, row.Subject, $"serial number {row.SerialNumber}, SHA-256 {row.Fingerprint}");
        await commits.CommitAsync(unit);
        Take(row);
        link.CutThoseOn(fleet, row.Fingerprint);
        return (row, null);
    }

    internal void Take(RevokedCertificateRow row)
    {
        _rows[row.Fingerprint] = row;
        Interlocked.Increment(ref _version);
    }
}
