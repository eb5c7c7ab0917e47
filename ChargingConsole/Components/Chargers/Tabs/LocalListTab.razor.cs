using ChargingConsole.Auth;
using ChargingConsole.Components.Acts;
using ChargingConsole.Components.Commands;
using ChargingConsole.Components.Dialogs;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.IdTags;
using ChargingConsole.Core.LocalLists;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using Symbols = MudBlazor.Icons.Material.Rounded;

namespace ChargingConsole.Components.Chargers.Tabs;

/// <summary>A charger's local authorisation list: both versions, what differs, and the ways to bring them together.</summary>
public sealed partial class LocalListTab
{
    private LocalList _list = new();
    private IReadOnlyList<LocalListChange> _changes = [];
    private HashSet<string> _held = [];
    private LocalListOutcome? _outcome;
    private int _wanted;
    private int _shown = 50;
    private bool _isBusy;
    private bool _wasConnected;
    private (int Lists, int Tags) _version = (-1, -1);

    /// <summary>The charge point.</summary>
    [Parameter, EditorRequired]
    public required ChargePoint ChargePoint { get; set; }

    /// <summary>The lists.</summary>
    [Inject]
    public required LocalListBook Book { get; init; }

    /// <summary>How much of a list a charger takes.</summary>
    [Inject]
    public required LocalListLimits Limits { get; init; }

    /// <summary>The tags.</summary>
    [Inject]
    public required IdTagBook IdTags { get; init; }

    /// <summary>Brings lists up to date.</summary>
    [Inject]
    public required LocalListSender Sender { get; init; }

    /// <summary>Asks the charger in the operator's name.</summary>
    [Inject]
    public required OperatorDesk Desk { get; init; }

    /// <summary>Does it and tells what came of it.</summary>
    [Inject]
    public required ActDesk Acts { get; init; }

    /// <summary>Asks before harm is done.</summary>
    [Inject]
    public required IDialogService Dialogs { get; init; }

    private string ChargerVersion => _list.ChargerVersion switch
    {
        null => L["not asked yet"],
        LocalList.NotSupported => L["keeps no list"],
        0 => L["empty"],
        var version => version.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    private string? WhyNot => Viewer.WhyNot(AccessRole.Operator)
        ?? (!ChargePoint.State.IsConnected ? L["The charger is offline."].Value : _isBusy ? L["An update is on its way."].Value : null);

    private (Look Look, string Words) State => _list switch
    {
        { IsSupported: false } => (new("Not supported", Symbols.Block, "is-idle"), L["This one told that it keeps none."]),
        { Version: 0 } => (new("Never sent", Symbols.HourglassEmpty, "is-idle"), L["This console has not sent it one yet."]),
        { IsUncertain: true } => (new("Uncertain", Symbols.ReportProblem, "is-faulted"), L["The last update failed ({0}), so what is on it is not sure: send it in full.", _list.LastStatus ?? ""]),
        { NeedsFull: true } => (new("Versions differ", Symbols.ReportProblem, "is-faulted"), L["The charger told another version than it last accepted from here: send it in full."]),
        _ when _changes.Count > 0 => (new("Out of date", Symbols.Update, "is-waiting"), L.Many(_changes.Count, "{0} tag differs from what the id tags want.", "{0} tags differ from what the id tags want.")),
        _ => (new("Up to date", Symbols.CheckCircle, "is-available"), L["It is as the id tags want it."]),
    };

    /// <inheritdoc/>
    protected override void OnInitialized() => Every(TimeSpan.FromMilliseconds(500), RefreshAsync);

    /// <inheritdoc/>
    protected override void OnParametersSet() => Look();

    private void Look()
    {
        _version = (Book.Version, IdTags.Version);
        _wasConnected = ChargePoint.State.IsConnected;
        var wanted = Book.Wanted(ChargePoint, Limits.RoomOf(ChargePoint));
        (_list, _wanted) = (Book.Of(ChargePoint), wanted.Count);
        _changes = LocalListBook.Difference(_list.Entries, wanted);
        _held = _list.Entries.Select(entry => entry.IdTag).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    private Task RefreshAsync()
    {
        if (_version != (Book.Version, IdTags.Version) || _wasConnected != ChargePoint.State.IsConnected)
        {
            Look();
            StateHasChanged();
        }

        return Task.CompletedTask;
    }

    private async Task SendAsync(bool full)
    {
        var isForeign = full && _list.ChargerVersion is > 0 and var told && told != _list.Version;
        if (isForeign && !await HarmDialog.AskAsync(Dialogs, new Harm(L["Replace the charger's list?"], L["{0} told version {1}, which did not come from here. All tags on it are replaced by those of this console.", ChargePoint.Id, _list.ChargerVersion!], L["Replace it"]), ChargePoint.Id))
        {
            return;
        }

        if (WhyNot is not null)
        {
            return;
        }

        (_isBusy, _outcome) = (true, null);
        StateHasChanged();
        await Acts.RunAsync(L["Send {0} its local list", ChargePoint.Id], async () =>
        {
            _outcome = await Sender.SendAsync(ChargePoint.Id, full, Viewer.Actor);
            return new ActEnd(Recorded.Say(_outcome.Message), _outcome.IsAccepted);
        });
        _isBusy = false;
        Look();
    }

    private void AskVersion() => Desk.Send(ChargePoint.Id, "GetLocalListVersion", "{}", L["Ask {0} for its list's version", ChargePoint.Id]);

    private Look LookOf(LocalListChange change) => change.Entry is null ? new("To remove", Symbols.RemoveCircle, "is-waiting")
        : _held.Contains(change.IdTag) ? new("To change", Symbols.ChangeCircle, "is-waiting")
        : new("To add", Symbols.AddCircle, "is-available");
}
