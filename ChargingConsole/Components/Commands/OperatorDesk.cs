using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Commands;
using MudBlazor;

namespace ChargingConsole.Components.Commands;

/// <summary>The operator's side of the desk: asks in the operator's name, and tells in one toast what came of it.</summary>
public sealed class OperatorDesk(
    CommandDesk desk,
    OpenCommands open,
    CommandQueries commands,
    Fleet fleet,
    Viewer viewer,
    ISnackbar toasts,
    TimeProvider clock,
    ILogger<OperatorDesk> logger)
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(150);
    private const int Looks = 20;
    private static readonly TimeSpan s_shown = TimeSpan.FromSeconds(7);

    /// <summary>Asks a charger to start; gives what the toast shows, at once.</summary>
    public CommandProgress Start(string chargePointId, int connectorId, string idTag)
    {
        var progress = Show($"Start {chargePointId}, connector {connectorId}");
        _ = RunAsync(
            progress,
            chargePointId,
            "RemoteStartTransaction",
            name => desk.StartAsync(chargePointId, connectorId, idTag, name),
            "Accepted, waiting for the session to begin…",
            _ => "Charging has begun.");
        return progress;
    }

    /// <summary>Asks a charger to stop a session; gives what the toast shows, at once.</summary>
    public CommandProgress Stop(string chargePointId, int transactionId)
    {
        var progress = Show($"Stop session {transactionId} on {chargePointId}");
        _ = RunAsync(
            progress,
            chargePointId,
            "RemoteStopTransaction",
            name => desk.StopAsync(transactionId, name),
            "Accepted, waiting for the session to end…",
            session => session.EnergyWh is { } energy ? $"The session has ended after {Figures.Energy(energy)}." : "The session has ended.");
        return progress;
    }

    private CommandProgress Show(string title)
    {
        var progress = new CommandProgress(title);
        toasts.Add<CommandToast>(
            new Dictionary<string, object> { [nameof(CommandToast.Progress)] = progress },
            Severity.Normal,
            options =>
            {
                options.RequireInteraction = true;
                options.ShowCloseIcon = true;
                options.HideIcon = true;
                options.CloseAfterNavigation = false;
            },
            key: progress.Key);
        return progress;
    }

    private async Task RunAsync(
        CommandProgress progress, string chargePointId, string action, Func<string, Task<CommandOutcome>> ask, string waitingFor, Func<TransactionRow, string> confirmed)
    {
        try
        {
            await viewer.IdentifyAsync();
            if (!viewer.MayAct)
            {
                progress.Ended(CommandState.Rejected, "Your key lets you look, not act. Nothing was sent.");
                return;
            }

            var since = clock.GetUtcNow();
            var asking = ask(viewer.Name);
            while (!asking.IsCompleted)
            {
                await Task.WhenAny(asking, Task.Delay(s_look, clock));
                if (fleet.Find(chargePointId) is { } chargePoint
                    && open.Of(chargePoint).Any(command => command.Row is { State: CommandState.Sent } row && row.Action == action && row.RequestedAt >= since))
                {
                    progress.Sent();
                }
            }

            var outcome = await asking;
            progress.Answered(outcome, waitingFor);
            if (outcome.IsAccepted)
            {
                await FollowUpAsync(progress, outcome, confirmed);
            }
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "{Action} for {ChargerId} failed", action, chargePointId);
            progress.Ended(CommandState.Error, "Something went wrong on the server. The commands page tells how far it came.");
        }
        finally
        {
            await CloseAsync(progress);
        }
    }

    private async Task FollowUpAsync(CommandProgress progress, CommandOutcome outcome, Func<TransactionRow, string> confirmed)
    {
        if (await outcome.Confirmation is { } transaction)
        {
            progress.Confirmed(confirmed(transaction), transaction.Id);
            return;
        }

        var row = outcome.Command is { } command ? await LastStepAsync(command.Id) : null;
        progress.Ended(row?.State ?? CommandState.Expired, row?.Message ?? "Accepted, but the effect was never seen.");
    }

    /// <summary>How a command ended by the record, which hears of it a moment after the ones who wait; null when it does not hear in time.</summary>
    private async Task<CommandRow?> LastStepAsync(long id)
    {
        for (var look = 0; look < Looks; look++)
        {
            if (await commands.FindAsync(id) is { State: > CommandState.Accepted } row)
            {
                return row;
            }

            await Task.Delay(s_look, clock);
        }

        return null;
    }

    /// <summary>A good end goes away by itself; a bad one stays until it has been read.</summary>
    private async Task CloseAsync(CommandProgress progress)
    {
        if (!progress.HasFailed)
        {
            await Task.Delay(s_shown, clock);
            toasts.RemoveByKey(progress.Key);
        }
    }
}
