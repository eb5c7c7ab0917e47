using ChargingConsole.Auth.Accounts;
using ChargingConsole.Auth.Keys;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Jobs;
using ChargingConsole.Core.Ocpp.Sessions;

namespace ChargingConsole.Hosting;

/// <summary>
/// Opens the house in order: database and live state before the listeners accept anyone. And closes it
/// in order: first the jobs and the sockets, with what they were handling, then the writers, the commit queue last.
/// </summary>
internal sealed class StartUp(
    LiveStateLoader loader, AccountsDatabase accounts, FirstAdministrator first, ApiKeyBook keys, ConnectedSessions sessions, JobRunner jobs) : IHostedLifecycleService
{
    // Hosted services start before Kestrel listens, and the lifecycle's "starting" before all of them.
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await loader.LoadAsync(cancellationToken);
        await accounts.OpenAsync(cancellationToken);
        await first.LookAsync();
        await keys.LoadAsync(cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        jobs.Hold();
        return sessions.CloseAllAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
