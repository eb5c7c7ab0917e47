using ChargingConsole.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChargingConsole.Hosting;

/// <summary>Whether the database answers, and takes what is written.</summary>
internal sealed class DatabaseHealthCheck(ChargingDatabase database, CommitQueue commits) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        // A locked file, a full disk and a hanging commit still let readers in.
        if (!commits.IsTaking)
        {
            return HealthCheckResult.Unhealthy("The database does not take what is written.");
        }

        await using var reader = database.OpenReader();
        // A table of ours and not SELECT 1: SQLite makes an empty file out of a missing one without a word.
        await reader.ChargePoints.AnyAsync(cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
