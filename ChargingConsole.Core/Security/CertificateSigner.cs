using ChargingConsole.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChargingConsole.Core.Security;

/// <summary>Signs and delivers off the receive loop: what comes in, and what waits for a charge point to connect.</summary>
internal sealed partial class CertificateSigner(
    CertificateRequests requests, CertificateDesk desk, CertificateAuthority authority, InstalledCertificates installed, ChargingDatabase database, CommitQueue commits,
    TimeProvider clock, ILogger<CertificateSigner> logger) : BackgroundService
{
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(2);

    /// <summary>Loads what is not settled before anybody is let in.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await using (var context = database.OpenReader())
        {
            authority.Load(await context.CertificateAuthorities.ToListAsync(cancellationToken));
            installed.Load(await context.InstalledCertificates.ToListAsync(cancellationToken));
            requests.StartAfter(await context.CertificateRequests.MaxAsync(row => (long?)row.Id, cancellationToken) ?? 0);
            foreach (var row in await context.CertificateRequests.Where(row => row.State < CertificateRequestState.Installed).OrderBy(row => row.Id).ToListAsync(cancellationToken))
            {
                requests.Take(row.State == CertificateRequestState.Sending ? await TellUnansweredAsync(row) : row);
            }
        }

        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var reading = ReadAsync(stoppingToken);
        using var timer = new PeriodicTimer(s_look, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            foreach (var row in requests.Open.Where(row => row.State is CertificateRequestState.Issued || (row.State == CertificateRequestState.Waiting && authority.SignsByItself)))
            {
                requests.Hand(row.Id);
            }
        }

        await reading;
    }

    private async Task ReadAsync(CancellationToken stoppingToken)
    {
        await foreach (var id in requests.Work.ReadAllAsync(stoppingToken))
        {
            // Each on its own, since a charge point may take its time to answer.
            _ = StepAsync(id);
        }
    }

    private async Task StepAsync(long id)
    {
        try
        {
            await desk.StepAsync(id);
        }
        catch (DatabaseUnavailableException)
        {
            // It is still there, and looked at again.
        }
        catch (Exception e)
        {
            StepFailed(logger, e, id);
        }
    }

    private async Task<CertificateRequestRow> TellUnansweredAsync(CertificateRequestRow row)
    {
        var told = row with { State = CertificateRequestState.Unanswered, Message = "The server stopped before the charger answered. It was not sent again." };
        var unit = new UnitOfWork();
        unit.Update(told);
        await commits.CommitAsync(unit);
        return told;
    }

    [LoggerMessage(EventId = 620, Level = LogLevel.Error, Message = "Certificate request {RequestId} could not be taken on")]
    private static partial void StepFailed(ILogger logger, Exception exception, long requestId);
}
