using ChargingConsole.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace ChargingConsole.Core.Security;

/// <summary>Brings what the door knows into memory before anybody is let in.</summary>
internal sealed class DoorLoader(ChargingDatabase database, DoorBook book, TrustedAuthorities trusted, Revocations revocations, BlockedAddresses blocked) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var context = database.OpenReader();
        book.Load(await context.DoorRules.ToListAsync(cancellationToken), await context.ChargerKeys.ToListAsync(cancellationToken));
        trusted.Load(await context.TrustedAuthorities.ToListAsync(cancellationToken));
        blocked.Load(await context.BlockedAddresses.ToListAsync(cancellationToken));
        foreach (var row in await context.RevokedCertificates.ToListAsync(cancellationToken))
        {
            revocations.Take(row);
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
