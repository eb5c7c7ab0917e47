using ChargingConsole.Components.Chargers;
using ChargingConsole.Core.ChargePoints;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;

namespace ChargingConsole.Components.Dialogs;

/// <summary>Goes to a charger by a few letters of its name.</summary>
public sealed partial class JumpDialog
{
    private const int Shown = 8;
    private ChargePoint[] _found = [];
    private ElementReference _input;
    private int _at;

    /// <summary>How the dialog opens.</summary>
    public static DialogOptions Options { get; } = new() { NoHeader = true, MaxWidth = MaxWidth.Small, FullWidth = true, Position = DialogPosition.TopCenter };

    /// <summary>The dialog around this.</summary>
    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    /// <summary>All charge points.</summary>
    [Inject]
    public required Fleet Fleet { get; init; }

    /// <summary>Leads to the charger.</summary>
    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <inheritdoc/>
    protected override void OnInitialized() => Find("");

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await _input.FocusAsync();
        }
    }

    private void Typed(ChangeEventArgs change) => Find((change.Value as string ?? "").Trim());

    private void Find(string text)
    {
        var filter = new FleetFilter(null, text);
        _found = Fleet.All.Where(chargePoint => filter.Matches(chargePoint.State)).OrderBy(chargePoint => chargePoint.Id, FleetFilter.Order).Take(Shown).ToArray();
        _at = 0;
    }

    private void KeyAsync(KeyboardEventArgs key)
    {
        switch (key.Key)
        {
            case "ArrowDown":
                _at = Math.Min(_at + 1, _found.Length - 1);
                break;
            case "ArrowUp":
                _at = Math.Max(_at - 1, 0);
                break;
            case "Enter" when _found.Length > 0:
                Go(_found[Math.Clamp(_at, 0, _found.Length - 1)]);
                break;
        }
    }

    private void Go(ChargePoint chargePoint)
    {
        Dialog.Close();
        Navigation.NavigateTo(Links.Charger(chargePoint.Id));
    }
}
