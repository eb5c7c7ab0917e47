using ChargingConsole.Api;
using ChargingConsole.Components.Acts;
using ChargingConsole.Components.Live;
using ChargingConsole.Core.Alerts;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Resources;
using Microsoft.AspNetCore.Components;
using Symbols = MudBlazor.Icons.Material.Rounded;

namespace ChargingConsole.Components.Pages;

/// <summary>What needs an operator, live; what is over; and the rules.</summary>
public sealed partial class AlertsPage
{
    private const string Standing = "open";
    private const string Over = "resolved";
    private const string Rules = "rules";
    private const int PageSize = 100;

    private static readonly (string Tab, string Word)[] s_tabs = [(Standing, Texts.Key("Standing")), (Over, Texts.Key("Resolved")), (Rules, Texts.Key("Rules and webhook"))];

    private List<AlertRow>? _rows;
    private (string Tab, AlertKind? About, string? Charger)? _address;
    private string? _note;
    private long? _taking;
    private long _version;
    private bool _hasFailed;
    private bool _hasMore;
    private bool _isBusy;

    /// <summary>open, resolved or rules.</summary>
    [SupplyParameterFromQuery(Name = "tab")]
    public string? Tab { get; set; }

    /// <summary>The kind of alert.</summary>
    [SupplyParameterFromQuery(Name = "kind")]
    public string? Kind { get; set; }

    /// <summary>The charger, or a part of its id.</summary>
    [SupplyParameterFromQuery(Name = "charger")]
    public string? Charger { get; set; }

    /// <summary>Those that stand.</summary>
    [Inject]
    public required AlertBook Book { get; init; }

    /// <summary>Those that are over.</summary>
    [Inject]
    public required AlertQueries Queries { get; init; }

    /// <summary>Where they are taken on.</summary>
    [Inject]
    public required AlertDesk Desk { get; init; }

    /// <summary>Does it and tells what came of it.</summary>
    [Inject]
    public required ActDesk Acts { get; init; }

    /// <summary>The chargers.</summary>
    [Inject]
    public required Fleet Fleet { get; init; }

    /// <summary>Keeps tab and filters in the address.</summary>
    [Inject]
    public required AddressBar Bar { get; init; }

    /// <summary>Tells of what went wrong.</summary>
    [Inject]
    public required ILogger<AlertsPage> Logger { get; init; }

    private string Shown => s_tabs.Any(known => known.Tab == Tab) ? Tab! : Standing;

    private AlertKind? About => Words.Read<AlertKind>(Kind ?? "");

    private bool IsFiltered => About is not null || !string.IsNullOrWhiteSpace(Charger);

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        await Viewer.IdentifyAsync();
        Every(TimeSpan.FromMilliseconds(500), async () =>
        {
            if (_version != Book.Version)
            {
                await ReloadAsync();
                StateHasChanged();
            }
        });
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_address != (Shown, About, Charger))
        {
            (_address, _rows, _taking) = ((Shown, About, Charger), null, null);
            await ReloadAsync();
        }
    }

    /// <summary>What the sentence is filled with; the console's own reasons in the reader's language, the charger's words as they are.</summary>
    private static object[] Said(AlertRow row) => [.. AlertKinds.Arguments(row).Select(value => value is string words && row.Kind is not AlertKind.Faulted ? Recorded.Say(words) : value)];

    private static string WordOf(AlertState state) => state switch
    {
        AlertState.Open => Texts.Key("Open"),
        AlertState.Acknowledged => Texts.Key("Taken on"),
        _ => Texts.Key("Resolved"),
    };

    private static string IconOf(AlertRow row, AlertKinds kind) => row.State switch
    {
        AlertState.Resolved => Symbols.CheckCircle,
        AlertState.Acknowledged => Symbols.AssignmentInd,
        _ => kind.Severity == AlertSeverity.Critical ? Symbols.Error : Symbols.Warning,
    };

    private static string ClassOf(AlertRow row, AlertKinds kind) => row.State switch
    {
        AlertState.Resolved => "is-idle",
        AlertState.Acknowledged => "is-reserved",
        _ => kind.Severity == AlertSeverity.Critical ? "is-faulted" : "is-waiting",
    };

    private void Go(string name, string? value) => Bar.Change(name, LogQuery.Empty(value));

    private void Clear() => Bar.Change(new Dictionary<string, object?> { ["kind"] = null, ["charger"] = null });

    // A charger that is known is meant alone, any other text is part of some.
    private AlertFilter Filter(AlertState? state)
    {
        var text = LogQuery.Empty(Charger);
        var only = text is null ? null : Fleet.Find(text);
        return new AlertFilter
        {
            State = state,
            Kind = About,
            ChargePointKeys = only is not null ? [only.Key] : text is null ? null : [.. Fleet.Having(text).Select(chargePoint => chargePoint.Key)],
            Subject = text,
        };
    }

    private void Begin(long id) => (_taking, _note) = (id, null);

    private async Task TakeOnAsync()
    {
        if (_isBusy || _taking is not { } id)
        {
            return;
        }

        _isBusy = true;
        await Acts.RunAsync(L["Take the alert on"], async () =>
        {
            var row = await Desk.AcknowledgeAsync(id, _note, Viewer.Actor);
            _taking = null;
            return row is null ? ActEnd.Failed(L["It was resolved meanwhile."])
                : row.AcknowledgedBy == Viewer.Actor.Name ? new ActEnd(L["The others see that you look after it."])
                : ActEnd.Failed(L["{0} had taken it on already.", row.AcknowledgedBy ?? ""]);
        });
        _isBusy = false;
        await ReloadAsync();
    }

    private async Task ReloadAsync()
    {
        _version = Book.Version;
        if (Shown == Standing)
        {
            (_rows, _hasMore, _hasFailed) = ([.. Book.Open.Where(Filter(null).Passes)], false, false);
        }
        else if (Shown == Over)
        {
            await ReadAsync(null);
        }
    }

    private Task LoadMoreAsync() => ReadAsync(_rows?[^1].Id);

    private async Task ReadAsync(long? before)
    {
        try
        {
            var address = _address;
            var rows = await Queries.ListAsync(Filter(AlertState.Resolved), before, PageSize);
            if (address != _address)
            {
                // Something else was asked for meanwhile, and is read by itself.
                return;
            }

            (_rows, _hasMore, _hasFailed) = (before is null ? [.. rows] : [.. _rows!, .. rows], rows.Count == PageSize, false);
        }
        catch (Exception exception)
        {
            Logger.LogError(exception, "Alerts could not be read");
            (_rows, _hasFailed) = (null, true);
        }
    }
}
