using ChargingConsole.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChargingConsole.Hosting;

/// <summary>Whether the database answers.</summary>
internal sealed class DatabaseHealthCheck(ChargingDatabase database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var reader = database.OpenReader();
        // A table of ours and not SELECT 1: SQLite makes an empty file out of a missing one without a word.
        await reader.ChargePoints.AnyAsync(cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
