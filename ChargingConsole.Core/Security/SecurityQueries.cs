using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace ChargingConsole.Core.Security;

/// <summary>Reads security events and the certificates that were asked for.</summary>
public sealed class SecurityQueries(ChargingDatabase database)
{
    /// <summary>Security events of a charge point, newest first, older than <paramref name="before"/> where given.</summary>
    public async Task<IReadOnlyList<SecurityEventRow>> EventsAsync(ChargePoint chargePoint, bool criticalOnly, long? before, int limit, CancellationToken cancellationToken = default)
    {
        await using var context = database.OpenReader();
        var key = chargePoint.Key;
        var query = context.SecurityEvents.Where(row => row.ChargePointKey == key);
        if (criticalOnly)
        {
            query = query.Where(row => row.IsCritical);
        }

        if (before is { } id)
        {
            query = query.Where(row => row.Id < id);
        }

        return await query.OrderByDescending(row => row.Id).Take(limit).ToListAsync(cancellationToken);
    }

    /// <summary>A request for a certificate; null when there is none with this number.</summary>
    public async Task<CertificateRequestRow?> RequestAsync(long id, CancellationToken cancellationToken = default)
    {
        await using var context = database.OpenReader();
        return await context.CertificateRequests.FirstOrDefaultAsync(row => row.Id == id, cancellationToken);
    }

    /// <summary>Requests for certificates, newest first, of one charge point where given.</summary>
    public async Task<IReadOnlyList<CertificateRequestRow>> RequestsAsync(ChargePoint? chargePoint, long? before, int limit, CancellationToken cancellationToken = default)
    {
        await using var context = database.OpenReader();
        IQueryable<CertificateRequestRow> query = context.CertificateRequests;
        if (chargePoint is not null)
        {
            var key = chargePoint.Key;
            query = query.Where(row => row.ChargePointKey == key);
        }

        if (before is { } id)
        {
            query = query.Where(row => row.Id < id);
        }

        return await query.OrderByDescending(row => row.Id).Take(limit).ToListAsync(cancellationToken);
    }
}
