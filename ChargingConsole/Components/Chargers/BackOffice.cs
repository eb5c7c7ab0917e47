using ChargingConsole.Components.Dialogs;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Data;
using ChargingConsole.Resources;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace ChargingConsole.Components.Chargers;

/// <summary>What operators do beside the chargers: maintenance, and sessions that nobody else will end. Asks first, and tells what came of it.</summary>
public sealed class BackOffice(
    MaintenanceDesk maintenance, StuckSessions stuck, IDialogService dialogs, ISnackbar toasts, Viewer viewer, IStringLocalizer<Texts> texts, ILogger<BackOffice> logger)
{
    /// <summary>Asks for a reason and puts a charger into maintenance, or changes the reason.</summary>
    public async Task BeginMaintenanceAsync(ChargePoint chargePoint)
    {
        var dialog = await dialogs.ShowAsync<MaintenanceDialog>(
            texts["Maintenance of {0}", chargePoint.Id], new DialogParameters<MaintenanceDialog> { { shown => shown.ChargePoint, chargePoint } });
        if (await dialog.Result is { Canceled: false, Data: MaintenanceChoice choice })
        {
            await TryAsync(() => maintenance.BeginAsync(chargePoint, choice.Reason, viewer.Actor, choice.TellCharger), texts["{0} is in maintenance.", chargePoint.Id]);
        }
    }

    /// <summary>Ends a charger's maintenance.</summary>
    public Task EndMaintenanceAsync(ChargePoint chargePoint) =>
        TryAsync(() => maintenance.EndAsync(chargePoint, viewer.Actor), texts["Maintenance of {0} has ended.", chargePoint.Id]);

    /// <summary>Says what closing a session here assumes, asks, and closes it; gives whether it did.</summary>
    public async Task<bool> CloseSessionAsync(string chargePointId, int transactionId)
    {
        if (await stuck.AssumeAsync(transactionId) is not { } end)
        {
            Tell(texts["Session {0} has ended already.", transactionId], failed: false);
            return true;
        }

        var dialog = await dialogs.ShowAsync<CloseSessionDialog>(texts["Close session {0} here?", transactionId], new DialogParameters<CloseSessionDialog>
        {
            { shown => shown.End, end },
            { shown => shown.ChargePointId, chargePointId },
        });
        return await dialog.Result is { Canceled: false }
            && await TryAsync(() => stuck.CloseAsync(transactionId, viewer.Actor), texts["Session {0} is closed; its end is an estimate.", transactionId]);
    }

    private async Task<bool> TryAsync(Func<Task> act, string done)
    {
        try
        {
            await viewer.IdentifyAsync();
            if (!viewer.MayAct)
            {
                Tell(texts["You may look, not act. Nothing was changed."], failed: true);
                return false;
            }

            await act();
            Tell(done, failed: false);
            return true;
        }
        catch (DatabaseUnavailableException)
        {
            Tell(texts["The database is away; nothing was changed. Try again in a moment."], failed: true);
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "The back office failed");
            Tell(texts["Something went wrong on the server. Nothing was changed."], failed: true);
        }

        return false;
    }

    private void Tell(string text, bool failed) => toasts.Add(text, failed ? Severity.Error : Severity.Success);
}
