using ChargingConsole.Components.Chargers;
using ChargingConsole.Components.Commands.Forms;
using ChargingConsole.Core.ChargePoints;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;

namespace ChargingConsole.Components.Dialogs;

/// <summary>Goes to a charger by a few letters of its name, or to a command of it by a few letters more.</summary>
public sealed partial class JumpDialog
{
    private const int Shown = 8;
    private Place[] _found = [];
    private ChargePoint? _here;
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
    protected override void OnInitialized()
    {
        _here = Fleet.Find(Links.ChargerIdOf(Navigation.Uri));
        Find("");
    }

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
        var commands = Commands(text).ToArray();
        var chargers = Chargers(text).Select(chargePoint => new Place(chargePoint));
        _found = [.. chargers.Take(commands.Length > 0 ? Shown / 2 : Shown).Concat(commands).Take(Shown)];
        _at = 0;
    }

    private IEnumerable<ChargePoint> Chargers(string text)
    {
        var filter = new FleetFilter(null, text);
        return Fleet.All.Where(chargePoint => filter.Matches(chargePoint.State)).OrderBy(chargePoint => chargePoint.Id, FleetFilter.Order).Take(Shown);
    }

    // Of the charger whose page is open; elsewhere its name stands before the command.
    private IEnumerable<Place> Commands(string text)
    {
        if (text.Length == 0)
        {
            return [];
        }

        var here = _here is { } open ? Of(open, text) : [];
        return text.Split(' ', 2) is [var name, { Length: > 0 } rest] && Chargers(name).FirstOrDefault() is { } named
            ? here.Concat(Of(named, rest)).Distinct()
            : here;

        static IEnumerable<Place> Of(ChargePoint chargePoint, string words) =>
            ActionForms.All.Where(form => ActionForms.IsNamed(form, words)).Select(form => new Place(chargePoint, form));
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

    private void Go(Place place)
    {
        Dialog.Close();
        Navigation.NavigateTo(place.Form is { } form ? Links.Compose(place.ChargePoint.Id, form.Action) : Links.Charger(place.ChargePoint.Id));
    }

    private sealed record Place(ChargePoint ChargePoint, ActionForm? Form = null);
}
