using ChargingConsole.Core.Charging;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Core.Commands;

/// <summary>Ends commands that were agreed to and never took effect.</summary>
internal sealed class CommandExpiry(OpenCommands open, CommandLedger ledger, TimeProvider clock, IOptions<ChargingOptions> options, ILogger<CommandExpiry> logger)
    : Rounds(TimeSpan.FromSeconds(1), clock, logger)
{
    /// <inheritdoc/>
    protected override Task DoAsync(CancellationToken stoppingToken)
    {
        var now = Clock.GetUtcNow();
        foreach (var command in open.All)
        {
            var row = command.Row;
            if (row.State is CommandState.Accepted or CommandState.TimedOut && now - (row.AnsweredAt ?? row.SentAt ?? row.RequestedAt) > LimitOf(row.Action))
            {
                ledger.Expire(command);
            }
        }

        return Task.CompletedTask;
    }

    private TimeSpan LimitOf(string action) => TimeSpan.FromSeconds(action switch
    {
        OpenCommands.RemoteStart => options.Value.StartExpirySeconds,
        OpenCommands.RemoteStop => options.Value.StopExpirySeconds,
        _ => options.Value.ResetExpirySeconds,
    });
}
