using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Components.Sessions;

/// <summary>Sessions, newest first. What is open moves on by itself; older ones are loaded on demand.</summary>
public sealed partial class SessionList
{
    private const int PageSize = 50;
    private const int MostShown = 1_000;
    private readonly HashSet<string> _changed = new(StringComparer.OrdinalIgnoreCase);
    private List<SessionView>? _sessions;
    private SessionFilter? _loaded;
    private bool _hasFailed;
    private bool _hasMore;
    private bool _isBusy;
    private bool _isStale;

    /// <summary>Which sessions.</summary>
    [Parameter, EditorRequired]
    public required SessionFilter Filter { get; set; }

    /// <summary>Whether the charger goes without saying.</summary>
    [Parameter]
    public bool ForOneCharger { get; set; }

    /// <summary>Called to take the filters away.</summary>
    [Parameter]
    public EventCallback Cleared { get; set; }

    /// <summary>The sessions.</summary>
    [Inject]
    public required SessionQueries Queries { get; init; }

    /// <summary>All charge points.</summary>
    [Inject]
    public required Fleet Fleet { get; init; }

    /// <summary>The general tariff.</summary>
    [Inject]
    public required IOptions<ChargingOptions> Options { get; init; }

    /// <summary>Tells of what went wrong.</summary>
    [Inject]
    public required ILogger<SessionList> Logger { get; init; }

    private bool IsFiltered => Filter != new SessionFilter();

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Follow(NoteAsync);
        Every(TimeSpan.FromSeconds(1), RefreshAsync);
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (Filter != _loaded)
        {
            _loaded = Filter;
            await ReloadAsync();
        }
    }

    private string Cost(SessionView session)
    {
        var tariff = Tariff.Of(Fleet.Find(session.ChargePointId)?.State.Row, Options.Value);
        return Money.Of(tariff.Cost(session.EnergyWh), tariff.Currency);
    }

    private async Task ReloadAsync()
    {
        try
        {
            var filter = Filter;
            var sessions = await Queries.ListAsync(filter with { Limit = PageSize });
            if (filter == Filter)
            {
                (_sessions, _hasFailed) = ([.. sessions], false);
                _hasMore = sessions.Count == PageSize;
            }
        }
        catch (Exception exception)
        {
            Away(exception);
        }
    }

    private void Away(Exception exception)
    {
        Logger.LogError(exception, "Sessions could not be read");
        (_sessions, _hasFailed) = (null, true);
    }

    private async Task LoadMoreAsync()
    {
        if (_sessions?.LastOrDefault(session => session.TransactionId > 0) is not { } last)
        {
            return;
        }

        _isBusy = true;
        try
        {
            var older = await Queries.ListAsync(Filter with { Limit = PageSize, Before = last.TransactionId });
            _sessions.AddRange(older);
            _hasMore = older.Count == PageSize && _sessions.Count < MostShown;
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

    private Task NoteAsync(FeedBatch batch)
    {
        _isStale |= batch.Resync;
        foreach (var (chargePoint, topics) in batch.Changes)
        {
            if ((Filter.ChargePointId is { } id && !string.Equals(id, chargePoint.Id, StringComparison.OrdinalIgnoreCase))
                || (Filter.ChargePointPart is { } part && !chargePoint.Id.Contains(part, StringComparison.OrdinalIgnoreCase)))
            {
                continue;
            }

            _isStale |= (topics & (FeedTopics.Transactions | FeedTopics.Commands)) != 0;
            _changed.Add(chargePoint.Id);
        }

        return Task.CompletedTask;
    }

    private async Task RefreshAsync()
    {
        if (_sessions is null)
        {
            if (_hasFailed)
            {
                await ReloadAsync();
                StateHasChanged();
            }

            return;
        }

        if (_isStale)
        {
            _isStale = false;
            await MergeAsync();
            StateHasChanged();
        }
        else if (_changed.Count > 0 && await MoveOnAsync())
        {
            StateHasChanged();
        }

        _changed.Clear();
    }

    /// <summary>Reads the first page anew and keeps what was loaded beyond it.</summary>
    private async Task MergeAsync()
    {
        var beyond = _sessions!.Skip(PageSize).ToList();
        await ReloadAsync();
        if (_sessions is not null && beyond.Count > 0)
        {
            var known = _sessions.Select(session => session.TransactionId).ToHashSet();
            _sessions.AddRange(beyond.Where(session => !known.Contains(session.TransactionId)));
        }
    }

    /// <summary>Takes the latest readings of the open sessions, which are in memory.</summary>
    private async Task<bool> MoveOnAsync()
    {
        var moved = false;
        for (var i = 0; i < _sessions!.Count; i++)
        {
            if (_sessions[i] is { IsOpen: true, TransactionId: > 0 } session && _changed.Contains(session.ChargePointId)
                && await Queries.FindAsync(session.TransactionId) is { } now && now != session)
            {
                _sessions[i] = now;
                moved = true;
            }
        }

        return moved;
    }
}
