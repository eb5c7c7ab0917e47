using System.Text.Json.Nodes;
using ChargingConsole.Components.Commands.Forms;
using ChargingConsole.Components.Dialogs;
using ChargingConsole.Core.ChargePoints;
using MudBlazor;

namespace ChargingConsole.Components.Commands;

/// <summary>The operator's desk with a question before harm is done.</summary>
public sealed class CarefulDesk(OperatorDesk desk, IDialogService dialogs)
{
    /// <summary>Sends a request; null when the operator thought better of it.</summary>
    /// <param name="chargePoint">The charger.</param>
    /// <param name="action">The OCPP action.</param>
    /// <param name="payload">The payload as compact OCPP JSON, checked before.</param>
    /// <param name="title">What is asked of whom, for the toast; null for the action's own.</param>
    public async Task<CommandProgress?> SendAsync(ChargePoint chargePoint, string action, string payload, string? title = null)
    {
        if (Harm.Of(chargePoint, action, JsonNode.Parse(payload)!.AsObject()) is { } harm && !await HarmDialog.AskAsync(dialogs, harm, chargePoint.Id))
        {
            return null;
        }

        return desk.Send(chargePoint.Id, action, payload, title ?? $"{Texts.Say(ActionForms.Find(action)?.Title ?? action)}: {chargePoint.Id}");
    }
}
