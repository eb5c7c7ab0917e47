using ChargingConsole.Auth;
using ChargingConsole.Core.Audit;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.SmartCharging;
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
    private static string BeginWait => Texts.Say("Accepted, waiting for the session to begin…");

    private static string EndWait => Texts.Say("Accepted, waiting for the session to end…");

    /// <summary>Asks a charger to start; gives what the toast shows, at once.</summary>
    public CommandProgress Start(string chargePointId, int connectorId, string idTag, ProfileRow? profile = null)
    {
        var progress = Show(Texts.Say("Start {0}, connector {1}", chargePointId, connectorId));
        _ = RunAsync(
            progress,
            chargePointId,
            "RemoteStartTransaction",
            name => desk.StartAsync(chargePointId, connectorId, idTag, name, profile is null ? null : ProfileText.Message(profile.Definition, ProfileIds.OfLibrary(profile.Id, connectorId))),
            BeginWait,
            Began);
        return progress;
    }

    /// <summary>Asks a charger to stop a session; gives what the toast shows, at once.</summary>
    public CommandProgress Stop(string chargePointId, int transactionId)
    {
        var progress = Show(Texts.Say("Stop session {0} on {1}", transactionId, chargePointId));
        _ = RunAsync(
            progress,
            chargePointId,
            "RemoteStopTransaction",
            name => desk.StopAsync(transactionId, name),
            EndWait,
            Ended);
        return progress;
    }

    /// <summary>Sends any request to a charger; gives what the toast shows, at once. <see cref="CommandProgress.Answer"/> waits for the charger's answer.</summary>
    /// <param name="chargePointId">The charger.</param>
    /// <param name="action">The OCPP action.</param>
    /// <param name="payload">The payload as compact OCPP JSON.</param>
    /// <param name="title">What is asked of whom, for the toast.</param>
    public CommandProgress Send(string chargePointId, string action, string payload, string title)
    {
        var (waitingFor, confirmed) = action switch
        {
            "RemoteStartTransaction" => (BeginWait, (Func<TransactionRow, string>)Began),
            "RemoteStopTransaction" => (EndWait, Ended),
            _ => (Texts.Say("Accepted, waiting for the charger to boot…"), Ended),
        };
        var progress = Show(title, hasEffect: action is "RemoteStartTransaction" or "RemoteStopTransaction" or "Reset");
        _ = RunAsync(progress, chargePointId, action, name => desk.SendAsync(chargePointId, action, payload, name), waitingFor, confirmed);
        return progress;
    }

    /// <summary>Cuts a charger's connection, so that it connects anew; gives what the toast shows, at once.</summary>
    public CommandProgress Reconnect(string chargePointId)
    {
        var progress = Show(Texts.Say("Cut the connection of {0}", chargePointId), hasEffect: false);
        _ = RunAsync(progress, chargePointId, CommandDesk.Reconnect, name => desk.ReconnectAsync(chargePointId, name), "", Ended);
        return progress;
    }

    private CommandProgress Show(string title, bool hasEffect = true)
    {
        var progress = new CommandProgress(title, hasEffect);
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
        CommandProgress progress, string chargePointId, string action, Func<Actor, Task<CommandOutcome>> ask, string waitingFor, Func<TransactionRow, string> confirmed)
    {
        try
        {
            await viewer.IdentifyAsync();
            if (viewer.WhyNot(AccessRole.Operator) is { } why)
            {
                progress.Ended(CommandState.Rejected, why);
                return;
            }

            var since = clock.GetUtcNow();
            var asking = ask(viewer.Actor);
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
            if (outcome.IsAccepted && progress.HasEffect)
            {
                await FollowUpAsync(progress, outcome, confirmed);
            }
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "{Action} for {ChargerId} failed", action, chargePointId);
            progress.Ended(CommandState.Error, Texts.Say("Something went wrong on the server. The commands page tells how far it came."));
        }
        finally
        {
            await CloseAsync(progress);
        }
    }

    private static string Began(TransactionRow session) => Texts.Say("Charging has begun.");

    private static string Ended(TransactionRow session) =>
        session.EnergyWh is { } energy ? Texts.Say("The session has ended after {0}.", Figures.Energy(energy)) : Texts.Say("The session has ended.");

    private async Task FollowUpAsync(CommandProgress progress, CommandOutcome outcome, Func<TransactionRow, string> confirmed)
    {
        if (await outcome.Confirmation is { } transaction)
        {
            progress.Confirmed(confirmed(transaction), transaction.Id);
            return;
        }

        var row = outcome.Command is { } command ? await LastStepAsync(command.Id) : null;
        progress.Ended(row?.State ?? CommandState.Expired, row?.Message ?? Texts.Say("Accepted, but the effect was never seen."));
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
