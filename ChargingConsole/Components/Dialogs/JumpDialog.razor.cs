using System.Globalization;
using ChargingConsole.Components.Chargers;
using ChargingConsole.Components.Commands.Forms;
using ChargingConsole.Components.Layout;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.IdTags;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;
using Symbols = MudBlazor.Icons.Material.Rounded;

namespace ChargingConsole.Components.Dialogs;

/// <summary>Goes to a charger by a few letters of its name or to a command of it by a few letters more, to a page, a session by its number, or an id tag.</summary>
public sealed partial class JumpDialog
{
    private const int Shown = 8;
    private const int Few = 3;
    private Place[] _found = [];
    private ChargePoint? _here;
    private ElementReference _input;
    private int _at;

    /// <summary>How the dialog opens.</summary>
    public static DialogOptions Options { get; } = new() { NoHeader = true, MaxWidth = MaxWidth.Small, FullWidth = true, Position = DialogPosition.TopCenter };

    /// <summary>The dialog around this.</summary>
    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    /// <summary>Who looks.</summary>
    [Inject]
    public required Viewer Viewer { get; init; }

    /// <summary>All charge points.</summary>
    [Inject]
    public required Fleet Fleet { get; init; }

    /// <summary>All id tags.</summary>
    [Inject]
    public required IdTagBook IdTags { get; init; }

    /// <summary>Leads to the place.</summary>
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
        var others = Sessions(text).Concat(Pages(text)).Concat(Tags(text)).ToArray();
        var chargers = Chargers(text).Select(chargePoint => new Place(Links.Charger(chargePoint.Id), chargePoint.Id, Where(chargePoint.State.Row), Look: Looks.Of(chargePoint.State.Condition)));
        _found = [.. chargers.Take(Math.Max(Few, Shown - commands.Length - others.Length)).Concat(others).Concat(commands).Take(Shown)];
        _at = 0;
    }

    private IEnumerable<Place> Pages(string text) => text.Length == 0 ? [] :
        NavRail.PlacesOf(Viewer).Where(place => L[place.Word].Value.Contains(text, StringComparison.CurrentCultureIgnoreCase) || place.Word.Contains(text, StringComparison.OrdinalIgnoreCase))
            .Take(Few).Select(place => new Place(place.Href, L[place.Word], L["Page"], place.Icon));

    private IEnumerable<Place> Sessions(string text) =>
        int.TryParse(text.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? [new Place(Links.Session(number), L["Session {0}", number], L["Session"], Symbols.ElectricBolt)]
            : [];

    private IEnumerable<Place> Tags(string text) => text.Length == 0 ? [] :
        IdTags.All.Where(tag => tag.IdTag.Contains(text, StringComparison.OrdinalIgnoreCase) || tag.Note?.Contains(text, StringComparison.OrdinalIgnoreCase) == true)
            .OrderBy(tag => tag.IdTag, StringComparer.OrdinalIgnoreCase).Take(Few)
            .Select(tag => new Place(Links.IdTag(tag.IdTag), tag.IdTag, L["Id tag"], Symbols.Contactless));

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

        IEnumerable<Place> Of(ChargePoint chargePoint, string words) =>
            ActionForms.All.Where(form => ActionForms.IsNamed(form, words) || L[form.Title].Value.Contains(words, StringComparison.CurrentCultureIgnoreCase))
                .Select(form => new Place(Links.Compose(chargePoint.Id, form.Action), L[form.Title], chargePoint.Id, Symbols.Send));
    }

    private void Key(KeyboardEventArgs key)
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

    private static string Where(ChargePointRow row) => string.Join(" · ", new[] { row.Name, row.Site }.Where(word => !string.IsNullOrEmpty(word)));

    private void Go(Place place)
    {
        Dialog.Close();
        Navigation.NavigateTo(place.Href);
    }

    /// <summary>Where one can go.</summary>
    private sealed record Place(string Href, string Name, string? Kind = null, string? Icon = null, Look? Look = null);
}
