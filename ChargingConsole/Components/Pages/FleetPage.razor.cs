using ChargingConsole.Components.Chargers;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace ChargingConsole.Components.Pages;

/// <summary>All chargers, live. Each tile renders itself; the page itself renders at most once a second, and only when its list or figures changed.</summary>
public sealed partial class FleetPage : IAsyncDisposable
{
    private const int TileWidth = 248;
    private const int Gap = 12;
    private readonly ChangeBell _bell = new();
    private ChargePoint[] _all = [];
    private List<ChargePoint> _shown = [];
    private List<ChargePoint[]> _rows = [];
    private FleetFigures _figures = FleetFigures.Of([]);
    private int _columns = 4;
    private int _ticks;
    private bool _isStale;
    private ElementReference _element;
    private DotNetObjectReference<FleetPage>? _self;
    private IJSObjectReference? _watch;

    /// <summary>All charge points.</summary>
    [Inject]
    public required Fleet Fleet { get; init; }

    /// <summary>Keeps the filters in the address.</summary>
    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>The state filter.</summary>
    [SupplyParameterFromQuery(Name = "state")]
    public string? State { get; set; }

    /// <summary>The search text.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    public string? Text { get; set; }

    /// <summary>tiles or table.</summary>
    [SupplyParameterFromQuery(Name = "view")]
    public string? View { get; set; }

    private FleetFilter Filter => new(State, Text);

    private bool IsTable => (View ?? Viewer.Facts.FleetView) == "table" && Viewer.Facts.Width >= 768;

    /// <summary>Called by the browser when the page's width changed.</summary>
    [JSInvokable]
    public void WidthChanged(int width)
    {
        if (ColumnsIn(width) is var columns && columns != _columns)
        {
            _columns = columns;
            Arrange();
            StateHasChanged();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Dispose();
        _self?.Dispose();
        try
        {
            if (_watch is not null)
            {
                await _watch.InvokeVoidAsync("dispose");
                await _watch.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone, and its observer with it.
        }
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        // The rail and the padding take their part until the browser tells exactly.
        _columns = ColumnsIn(Viewer.Facts.Width < 768 ? Viewer.Facts.Width - 24 : Viewer.Facts.Width - 124);
        Follow(ShowAsync);
        Every(TimeSpan.FromMilliseconds(500), TickAsync);
    }

    /// <inheritdoc/>
    protected override void OnParametersSet() => Count();

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && Viewer.Module is { } module)
        {
            _self = DotNetObjectReference.Create(this);
            _watch = await module.InvokeAsync<IJSObjectReference>("watchWidth", _element, _self);
        }
    }

    private static int ColumnsIn(int width) => Math.Clamp((width + Gap) / (TileWidth + Gap), 1, 12);

    private Task ShowAsync(FeedBatch batch)
    {
        if (batch.Resync)
        {
            _bell.RingAll();
            _isStale = true;
        }
        else if (batch.Changes.Count > 0)
        {
            _bell.Ring(batch.Changes.Keys);
            _isStale = true;
        }

        return Task.CompletedTask;
    }

    private Task TickAsync()
    {
        if (++_ticks % 10 == 0)
        {
            // Heartbeats change nothing but when a charger was last heard.
            _bell.RingAll();
        }

        if (_isStale || _all.Length != Fleet.Count)
        {
            _isStale = false;
            var (figures, shown) = (_figures, _shown);
            Count();
            if (figures != _figures || !shown.SequenceEqual(_shown))
            {
                StateHasChanged();
            }
        }

        return Task.CompletedTask;
    }

    private void Count()
    {
        if (_all.Length != Fleet.Count)
        {
            _all = [.. Fleet.All.OrderBy(chargePoint => chargePoint.Id, FleetFilter.Order)];
        }

        _figures = FleetFigures.Of(_all);
        var filter = Filter;
        var shown = _all.Where(chargePoint => filter.Matches(chargePoint.State)).ToList();
        if (!shown.SequenceEqual(_shown))
        {
            _shown = shown;
            Arrange();
        }
    }

    private void Arrange() => _rows = [.. _shown.Chunk(_columns)];

    private async Task ChooseViewAsync(string view)
    {
        Go(State, Text, view);
        await Viewer.RememberAsync("fleet-view", view);
    }

    private void Go(string? state, string? text, string? view) => Navigation.NavigateTo(
        Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>
        {
            ["state"] = string.IsNullOrEmpty(state) ? null : state,
            ["q"] = string.IsNullOrEmpty(text) ? null : text,
            ["view"] = view,
        }),
        replace: true);
}
