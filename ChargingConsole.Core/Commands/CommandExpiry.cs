using ChargingConsole.Core.Charging;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Core.Commands;

/// <summary>Ends commands that were agreed to and never took effect.</summary>
internal sealed class CommandExpiry(OpenCommands open, CommandLedger ledger, TimeProvider clock, IOptions<ChargingOptions> options) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            var now = clock.GetUtcNow();
            foreach (var command in open.All)
            {
                var row = command.Row;
                if (row.State is CommandState.Accepted or CommandState.TimedOut && now - (row.AnsweredAt ?? row.SentAt ?? row.RequestedAt) > LimitOf(row.Action))
                {
                    ledger.Expire(command);
                }
            }
        }
    }

    private TimeSpan LimitOf(string action) => TimeSpan.FromSeconds(action switch
    {
        OpenCommands.RemoteStart => options.Value.StartExpirySeconds,
        OpenCommands.RemoteStop => options.Value.StopExpirySeconds,
        _ => options.Value.ResetExpirySeconds,
    });
}
