using System.Globalization;
using ChargingConsole.Components.Acts;
using ChargingConsole.Components.Commands;
using ChargingConsole.Components.Dialogs;
using ChargingConsole.Core.Audit;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.SmartCharging;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ChargingConsole.Components.SmartCharging;

/// <summary>The plain button: limit this to so much, in whatever form the charger takes, and take it away again.</summary>
public sealed partial class LimitPanel
{
    private int _connectorId = 1;
    private string _text = "";
    private RateUnit _unit = RateUnit.A;
    private bool _isBusy;
    private string? _error;
    private string? _trying;
    private LimitOutcome? _outcome;

    /// <summary>The charge point.</summary>
    [Parameter, EditorRequired]
    public required ChargePoint ChargePoint { get; set; }

    /// <summary>Sets and removes limits.</summary>
    [Inject]
    public required LimitDesk Desk { get; init; }

    /// <summary>What worked before.</summary>
    [Inject]
    public required LimitMemory Memory { get; init; }

    /// <summary>Does it and tells what came of it.</summary>
    [Inject]
    public required ActDesk Acts { get; init; }

    /// <summary>Asks before a car gets too little to charge.</summary>
    [Inject]
    public required IDialogService Dialogs { get; init; }

    /// <summary>Who looks.</summary>
    [Inject]
    public required Viewer Viewer { get; init; }

    private IReadOnlyList<InstalledProfile> Limits => Desk.Of(ChargePoint, _connectorId);

    private bool CanAct => Viewer.MayAct && ChargePoint.State.IsConnected;

    private void Forget() => (_outcome, _error) = (null, null);

    private async Task SetAsync()
    {
        Forget();
        if (!decimal.TryParse(_text.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) || value > 2000)
        {
            _error = _unit == RateUnit.A ? L["Write how many amperes, such as {0}.", 16] : L["Write how many kilowatts, such as {0}.", 7.4];
            return;
        }

        var amount = _unit == RateUnit.A ? LimitAmount.Amps(value) : LimitAmount.Kilowatts(value);
        if (Starves(amount) && Sessions.ToArray() is { Length: > 0 } sessions && !await AskAsync(amount, sessions))
        {
            return;
        }

        await ActAsync(L["Limit {0} to {1}", ChargePoint.Id, $"{_text.Trim()} {(_unit == RateUnit.A ? "A" : "kW")}"], (name, toast) => Desk.SetAsync(ChargePoint.Id, _connectorId, amount, name, (rung, place) =>
        {
            _trying = Recorded.Say(LimitWords.Try(rung, place));
            toast.GoesOn(L["Trying {0}…", _trying]);
            _ = InvokeAsync(StateHasChanged);
        }));
    }

    private Task RemoveAsync()
    {
        Forget();
        return ActAsync(L["Remove the limit of {0}", ChargePoint.Id], (name, _) => Desk.RemoveAsync(ChargePoint.Id, _connectorId, name));
    }

    private async Task ActAsync(string title, Func<Actor, ActProgress, Task<LimitOutcome>> act)
    {
        (_isBusy, _trying) = (true, null);
        await Acts.RunAsync(title, async toast =>
        {
            _outcome = await act(Viewer.Actor, toast);
            return new ActEnd(Recorded.Say(_outcome.Message), _outcome.IsAccepted);
        });
        _isBusy = false;
    }

    /// <summary>The sessions that the limit would hold back.</summary>
    private IEnumerable<TransactionRow> Sessions =>
        ChargePoint.State.Connectors.Values.Where(connector => _connectorId == 0 || connector.Row.ConnectorId == _connectorId).Select(connector => connector.Transaction).OfType<TransactionRow>();

    /// <summary>Whether no car charges with so little: IEC 61851-1 knows nothing between 0 A and 6 A, on one phase of 230 V at the least.</summary>
    private static bool Starves(LimitAmount amount) => amount.Value < (amount.Unit == RateUnit.A ? 6 : 6 * 230);

    private Task<bool> AskAsync(LimitAmount amount, TransactionRow[] sessions) => AskDialog.AskAsync(Dialogs, new Question(
        L["Limit {0} to {1}?", ChargePoint.Id, $"{_text.Trim()} {(amount.Unit == RateUnit.A ? "A" : "kW")}"],
        L["{0} A car needs 6 A at least: it stops charging, and some do not begin again by themselves.", string.Join(' ', sessions.Select(Harm.Of))],
        L["Set the limit"]));

    private static string Words(InstalledProfile limit) =>
        Texts.Say("Limited to {0} for {1}.", ProfilePicture.Words(limit.Definition), Recorded.Say(LimitWords.Scope(limit.Definition.Purpose, limit.Row.ConnectorId)));
}
