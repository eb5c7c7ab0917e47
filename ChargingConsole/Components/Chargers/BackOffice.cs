using ChargingConsole.Components.Acts;
using ChargingConsole.Components.Dialogs;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Resources;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace ChargingConsole.Components.Chargers;

/// <summary>What operators do beside the chargers: maintenance, and sessions that nobody else will end. Asks first, and tells what came of it.</summary>
public sealed class BackOffice(
    MaintenanceDesk maintenance, StuckSessions stuck, IDialogService dialogs, ActDesk acts, Viewer viewer, IStringLocalizer<Texts> texts)
{
    /// <summary>Asks for a reason and puts a charger into maintenance, or changes the reason.</summary>
    public async Task BeginMaintenanceAsync(ChargePoint chargePoint)
    {
        var dialog = await dialogs.ShowAsync<MaintenanceDialog>(
            texts["Maintenance of {0}", chargePoint.Id], new DialogParameters<MaintenanceDialog> { { shown => shown.ChargePoint, chargePoint } });
        if (await dialog.Result is { Canceled: false, Data: MaintenanceChoice choice })
        {
            await RunAsync(texts["Maintenance of {0}", chargePoint.Id], () => maintenance.BeginAsync(chargePoint, choice.Reason, viewer.Actor, choice.TellCharger), texts["{0} is in maintenance.", chargePoint.Id]);
        }
    }

    /// <summary>Ends a charger's maintenance.</summary>
    public Task EndMaintenanceAsync(ChargePoint chargePoint) =>
        RunAsync(texts["Maintenance of {0}", chargePoint.Id], () => maintenance.EndAsync(chargePoint, viewer.Actor), texts["Maintenance of {0} has ended.", chargePoint.Id]);

    /// <summary>Says what closing a session here assumes, asks, and closes it; gives whether it did.</summary>
    public async Task<bool> CloseSessionAsync(string chargePointId, int transactionId)
    {
        if (await stuck.AssumeAsync(transactionId) is not { } end)
        {
            return await acts.RunAsync(texts["Close session {0} here", transactionId], () => Task.FromResult(new ActEnd(texts["Session {0} has ended already.", transactionId])));
        }

        var dialog = await dialogs.ShowAsync<CloseSessionDialog>(texts["Close session {0} here?", transactionId], new DialogParameters<CloseSessionDialog>
        {
            { shown => shown.End, end },
            { shown => shown.ChargePointId, chargePointId },
        });
        return await dialog.Result is { Canceled: false }
            && await RunAsync(texts["Close session {0} here", transactionId], () => stuck.CloseAsync(transactionId, viewer.Actor), texts["Session {0} is closed; its end is an estimate.", transactionId]);
    }

    private Task<bool> RunAsync(string title, Func<Task> act, string done) => acts.RunAsync(title, async () =>
    {
        await act();
        return new ActEnd(done);
    });
}
