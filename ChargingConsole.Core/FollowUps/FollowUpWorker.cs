using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChargingConsole.Core.FollowUps;

/// <summary>Does what is due on the agenda, beside the charge points' own loops: a command of the server's never holds up a frame.</summary>
internal sealed partial class FollowUpWorker(
    Agenda agenda, NewLinks links, SessionEnds ends, AgreedStops stops, Unwritten unwritten, MaintenanceDesk maintenance, Fleet fleet, TransactionBook transactions, OpenCommands open,
    TimeProvider clock, ILogger<FollowUpWorker> logger) : BackgroundService
{
    private static readonly TimeSpan s_again = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Resume();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            while (agenda.TryTake(out var followUp))
            {
                // Each by itself: one that waits for its charge point keeps no other waiting.
                _ = DoAsync(followUp);
            }
        }
    }

    /// <summary>What was planned when the server last stopped.</summary>
    private void Resume()
    {
        foreach (var transaction in transactions.Open)
        {
            if (fleet.Find(transaction.ChargePointKey) is { } chargePoint)
            {
                ends.Watch(chargePoint, transaction);
            }
        }

        foreach (var command in open.All)
        {
            stops.Watch(command.ChargePoint, command.Row);
        }
    }

    private async Task DoAsync(FollowUp followUp)
    {
        try
        {
            await (followUp.Kind switch
            {
                FollowUpKind.Settle => links.SettleAsync(followUp),
                FollowUpKind.Speaks => links.CheckSpeaksAsync(followUp),
                FollowUpKind.FreeConnector => ends.CheckFreeAsync(followUp),
                FollowUpKind.Stop => ends.AskAsync(followUp),
                FollowUpKind.StopTold => ends.CheckStopAsync(followUp, isOverdue: false),
                FollowUpKind.StopOverdue => ends.CheckStopAsync(followUp, isOverdue: true),
                FollowUpKind.Maintenance => maintenance.TellAsync(followUp.ChargePoint),
                FollowUpKind.WriteStatus => unwritten.WriteStatusAsync(followUp),
                _ => unwritten.WriteSettingsAsync(followUp),
            }).ConfigureAwait(false);
        }
        catch (DatabaseUnavailableException)
        {
            agenda.Plan(followUp, s_again);
        }
        catch (Exception e)
        {
            Failed(logger, e, followUp.ChargePoint.Id, followUp.Kind);
        }
    }

    [LoggerMessage(EventId = 530, Level = LogLevel.Error, Message = "{ChargePointId}: {Kind} could not be followed up")]
    private static partial void Failed(ILogger logger, Exception exception, string chargePointId, FollowUpKind kind);
}
