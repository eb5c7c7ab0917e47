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

    /// <summary>Asks before harm is done.</summary>
    [Inject]
    public required IDialogService Dialogs { get; init; }

    private string ChargerVersion => _list.ChargerVersion switch
    {
        null => "not asked yet",
        LocalList.NotSupported => "keeps no list",
        0 => "empty",
        var version => version.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    private string? WhyNot => !Viewer.MayAct ? "Your key lets you look, not act"
        : !ChargePoint.State.IsConnected ? "The charger is offline"
        : _isBusy ? "An update is on its way"
        : null;

    private (Look Look, string Words) State => _list switch
    {
        { IsSupported: false } => (new("Not supported", Symbols.Block, "is-idle"), "This one told that it keeps none."),
        { Version: 0 } => (new("Never sent", Symbols.HourglassEmpty, "is-idle"), "This console has not sent it one yet."),
        { IsUncertain: true } => (new("Uncertain", Symbols.ReportProblem, "is-faulted"), $"The last update failed ({_list.LastStatus}), so what is on it is not sure: send it in full."),
        { NeedsFull: true } => (new("Versions differ", Symbols.ReportProblem, "is-faulted"), "The charger told another version than it last accepted from here: send it in full."),
        _ when _changes.Count > 0 => (new("Out of date", Symbols.Update, "is-waiting"), $"{Figures.Many(_changes.Count, "tag differs", "tags differ")} from what the id tags want."),
        _ => (new("Up to date", Symbols.CheckCircle, "is-available"), "It is as the id tags want it."),
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
        if (isForeign && !await HarmDialog.AskAsync(Dialogs, new Harm("Replace the charger's list?", $"{ChargePoint.Id} told version {_list.ChargerVersion}, which did not come from here. All tags on it are replaced by those of this console.", "Replace it"), ChargePoint.Id))
        {
            return;
        }

        await Viewer.IdentifyAsync();
        if (WhyNot is not null)
        {
            return;
        }

        (_isBusy, _outcome) = (true, null);
        StateHasChanged();
        try
        {
            _outcome = await Sender.SendAsync(ChargePoint.Id, full, Viewer.Actor);
        }
        finally
        {
            _isBusy = false;
            Look();
        }
    }

    private void AskVersion() => Desk.Send(ChargePoint.Id, "GetLocalListVersion", "{}", $"Ask {ChargePoint.Id} for its list's version");

    private Look LookOf(LocalListChange change) => change.Entry is null ? new("To remove", Symbols.RemoveCircle, "is-waiting")
        : _held.Contains(change.IdTag) ? new("To change", Symbols.ChangeCircle, "is-waiting")
        : new("To add", Symbols.AddCircle, "is-available");
}
