using System.Globalization;
using ChargingConsole.Core.Audit;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.SmartCharging;
using Microsoft.AspNetCore.Components;

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

    /// <summary>Who looks.</summary>
    [Inject]
    public required Viewer Viewer { get; init; }

    /// <summary>Tells of what went wrong.</summary>
    [Inject]
    public required ILogger<LimitPanel> Logger { get; init; }

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
        await ActAsync(name => Desk.SetAsync(ChargePoint.Id, _connectorId, amount, name, (rung, place) =>
        {
            _trying = LimitWords.Try(rung, place);
            _ = InvokeAsync(StateHasChanged);
        }));
    }

    private Task RemoveAsync()
    {
        Forget();
        return ActAsync(name => Desk.RemoveAsync(ChargePoint.Id, _connectorId, name));
    }

    private async Task ActAsync(Func<Actor, Task<LimitOutcome>> act)
    {
        await Viewer.IdentifyAsync();
        if (!Viewer.MayAct)
        {
            _error = L["Your key lets you look, not act. Nothing was sent."];
            return;
        }

        (_isBusy, _trying) = (true, null);
        try
        {
            _outcome = await act(Viewer.Actor);
        }
        catch (Exception exception)
        {
            Logger.LogError(exception, "A limit of {ChargerId} failed", ChargePoint.Id);
            _error = L["Something went wrong on the server. The commands of this charger tell how far it came."];
        }
        finally
        {
            _isBusy = false;
        }
    }

    private static string Words(InstalledProfile limit) =>
        Texts.Say("Limited to {0} for {1}.", ProfilePicture.Words(limit.Definition), Recorded.Say(LimitWords.Scope(limit.Definition.Purpose, limit.Row.ConnectorId)));
}
