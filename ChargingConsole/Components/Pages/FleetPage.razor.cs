using ChargingConsole.Components.Chargers;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
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
    private int _comings;
    private FleetFigures _figures = FleetFigures.Of([]);
    private IReadOnlyList<string> _sites = [];
    private bool _hasSiteless;
    private bool _hasPlaces;
    private double _energyWh;
    private DateOnly _today;
    private int _columns = 4;
    private int _ticks;
    private bool _isStale;
    private ElementReference _element;
    private DotNetObjectReference<FleetPage>? _self;
    private IJSObjectReference? _watch;

    /// <summary>All charge points.</summary>
    [Inject]
    public required Fleet Fleet { get; init; }

    /// <summary>What the fleet has delivered.</summary>
    [Inject]
    public required FleetPulse Pulse { get; init; }

    /// <summary>Keeps the filters in the address.</summary>
    [Inject]
    public required AddressBar Bar { get; init; }

    /// <summary>The state filter: words separated by commas.</summary>
    [SupplyParameterFromQuery(Name = "state")]
    public string? State { get; set; }

    /// <summary>The search text.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    public string? Text { get; set; }

    /// <summary>The site; empty for chargers without one.</summary>
    [SupplyParameterFromQuery(Name = "site")]
    public string? Site { get; set; }

    /// <summary>tiles, table or map.</summary>
    [SupplyParameterFromQuery(Name = "view")]
    public string? View { get; set; }

    private FleetFilter Filter => new(State, Text, Site);

    /// <summary>What is shown: tiles where there is no room for the table, or no place for the map.</summary>
    private string Shape => (View ?? Viewer.Facts.FleetView) switch
    {
        "table" when Viewer.Facts.Width >= 768 => "table",
        "map" when _hasPlaces => "map",
        _ => "tiles",
    };

    private string Query => Bar.Query;

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
        await _watch.EndAsync();
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _comings = Feed.Comings;
        // The rail and the padding take their part until the browser tells exactly.
        _columns = ColumnsIn(Viewer.Facts.Width < 768 ? Viewer.Facts.Width - 24 : Viewer.Facts.Width - 124);
        Follow(ShowAsync);
        Every(TimeSpan.FromMilliseconds(500), TickAsync);
    }

    /// <inheritdoc/>
    protected override void OnParametersSet() => Read();

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && Viewer.Module is { } module)
        {
            _self = DotNetObjectReference.Create(this);
            _watch = await module.InvokeAsync<IJSObjectReference>("watchWidth", _element, _self);
            if (IsDisposed)
            {
                await _watch.EndAsync();
            }
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
        if (_comings != Feed.Comings)
        {
            // What the browser told of the list in sight may have been lost on the way: it is asked anew.
            _comings = Feed.Comings;
            StateHasChanged();
        }

        if (++_ticks % 10 == 0)
        {
            // Heartbeats change nothing but when a charger was last heard.
            _bell.RingAll();
        }

        if (_isStale || _all.Length != Fleet.Count)
        {
            _isStale = false;
            var (figures, shown, energy) = (_figures, _shown, _energyWh);
            Count();
            // Lists are made anew only when they differ.
            if (figures != _figures || !ReferenceEquals(shown, _shown) || Math.Abs(energy - _energyWh) >= 100)
            {
                StateHasChanged();
            }
        }

        return Task.CompletedTask;
    }

    // What was asked for last is shown at once: the browser's address follows a round trip later.
    private void Read()
    {
        var uri = Bar.Uri;
        (State, Text, Site, View) = (Links.WordOf(uri, "state"), Links.WordOf(uri, "q"), Links.ValueOf(uri, "site"), Links.WordOf(uri, "view"));
        Count();
    }

    private void Count()
    {
        if (_all.Length != Fleet.Count)
        {
            _all = [.. Fleet.All.OrderBy(chargePoint => chargePoint.Id, FleetFilter.Order)];
        }

        _figures = FleetFigures.Of(_all);
        _today = DateOnly.FromDateTime(Viewer.Local(Viewer.Now).DateTime);
        _energyWh = Pulse.EnergyWhSince(Viewer.Midnight(_today));
        if (_ticks % 10 == 0)
        {
            // Sites and places change when an operator says so, which is seldom.
            _sites = [.. _all.Select(chargePoint => chargePoint.State.Row.Site).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).Order(FleetFilter.Order)];
            _hasSiteless = _all.Any(chargePoint => chargePoint.State.Row.Site is null);
            _hasPlaces = _all.Any(chargePoint => chargePoint.State.Row is { Latitude: not null, Longitude: not null });
        }

        var filter = Filter;
        var shown = _all.Where(chargePoint => filter.Matches(chargePoint.State)).ToList();
        if (!shown.SequenceEqual(_shown))
        {
            _shown = shown;
            Arrange();
        }
    }

    private void Arrange() => _rows = [.. _shown.Chunk(_columns)];

    private string Pressed(string shape) => Shape == shape ? "true" : "false";

    private async Task ChooseViewAsync(string view)
    {
        Go("view", view);
        await Viewer.RememberAsync("fleet-view", view);
    }

    // An empty site is one too: that of chargers without.
    private void ChooseSite(string? site) => Change("site", site == "*" ? null : site ?? "");

    private void Go(string name, string? value) => Change(name, string.IsNullOrEmpty(value) ? null : value);

    private void Change(string name, object? value)
    {
        Bar.Change(name, value);
        Read();
    }

    private void Clear()
    {
        Bar.Change(new Dictionary<string, object?> { ["state"] = null, ["q"] = null, ["site"] = null });
        Read();
    }
}
