using ChargingConsole.Auth;
using ChargingConsole.Components.Commands;
using ChargingConsole.Components.Dialogs;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Reservations;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ChargingConsole.Components.Reservations;

/// <summary>Reservations, newest first and live: for whom, until when, and what became of them.</summary>
public sealed partial class ReservationList
{
    private const int PageSize = 50;
    private List<ReservationRow>? _rows;
    private ReservationFilter? _loaded;
    private string? _error;
    private bool _hasMore;
    private bool _isBusy;
    private int _version;

    /// <summary>The charger; null for all.</summary>
    [Parameter]
    public ChargePoint? ChargePoint { get; set; }

    /// <summary>Only those in this state.</summary>
    [Parameter]
    public ReservationStatus? Status { get; set; }

    /// <summary>Only those of this tag.</summary>
    [Parameter]
    public string? IdTag { get; set; }

    /// <summary>The charger is filtered for, so that no row is not "none at all".</summary>
    [Parameter]
    public bool IsFiltered { get; set; }

    /// <summary>Called to clear the filters; only a page with filters sets it.</summary>
    [Parameter]
    public EventCallback Cleared { get; set; }

    /// <summary>All charge points.</summary>
    [Inject]
    public required Fleet Fleet { get; init; }

    /// <summary>What stands, and when anything changed.</summary>
    [Inject]
    public required ReservationBook Book { get; init; }

    /// <summary>Reads reservations.</summary>
    [Inject]
    public required ReservationQueries Queries { get; init; }

    /// <summary>Asks the chargers in the operator's name.</summary>
    [Inject]
    public required OperatorDesk Desk { get; init; }

    /// <summary>Asks before harm is done.</summary>
    [Inject]
    public required IDialogService Dialogs { get; init; }

    /// <summary>Tells of what went wrong.</summary>
    [Inject]
    public required ILogger<ReservationList> Logger { get; init; }

    private ReservationFilter Filter => new() { ChargePoint = ChargePoint, Status = Status, IdTag = IdTag, Limit = PageSize };

    /// <inheritdoc/>
    protected override void OnInitialized() => Every(TimeSpan.FromMilliseconds(500), RefreshAsync);

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (Filter != _loaded)
        {
            await ReloadAsync();
        }
    }

    private async Task ReloadAsync()
    {
        // What was loaded beyond the first page stays, unless other filters were set.
        var count = Filter == _loaded ? Math.Max(PageSize, _rows?.Count ?? 0) : PageSize;
        (_version, _loaded) = (Book.Version, Filter);
        try
        {
            var rows = await Queries.ListAsync(Filter with { Limit = count });
            (_rows, _error, _hasMore) = ([.. rows], null, rows.Count == count);
        }
        catch (Exception exception)
        {
            Away(exception);
        }
    }

    private void Away(Exception exception)
    {
        Logger.LogError(exception, "Reservations could not be read");
        (_rows, _error) = (null, L["The database did not answer. Charging goes on; the list comes back with the database."]);
    }

    private async Task LoadMoreAsync()
    {
        _isBusy = true;
        try
        {
            var older = await Queries.ListAsync(Filter with { Before = _rows![^1].Key });
            _rows.AddRange(older);
            _hasMore = older.Count == PageSize;
        }
        catch (Exception exception)
        {
            Away(exception);
        }
        finally
        {
            _isBusy = false;
        }
    }

    private async Task RefreshAsync()
    {
        if (_version != Book.Version || _error is not null)
        {
            await ReloadAsync();
            StateHasChanged();
        }
    }

    private string? WhyNot(ReservationRow row) =>
        Viewer.WhyNot(AccessRole.Operator) ?? (Fleet.Find(row.ChargePointKey)?.State.IsConnected == true ? null : L["The charger is offline."].Value);

    private async Task CancelAsync(ReservationRow row)
    {
        if (Fleet.Find(row.ChargePointKey) is not { } chargePoint)
        {
            return;
        }

        var harm = new Harm(
            L["Cancel reservation {0}?", row.ReservationId],
            row.ConnectorId == 0 ? L["A connector of {0} is no longer held for {1}; whoever comes first may use it.", chargePoint.Id, row.IdTag] : L["Connector {0} of {1} is no longer held for {2}; whoever comes first may use it.", row.ConnectorId, chargePoint.Id, row.IdTag],
            L["Cancel reservation"]);
        if (await HarmDialog.AskAsync(Dialogs, harm, chargePoint.Id))
        {
            Desk.Send(chargePoint.Id, "CancelReservation", $$"""{"reservationId":{{row.ReservationId}}}""", L["Cancel reservation {0} on {1}", row.ReservationId, chargePoint.Id]);
        }
    }
}
