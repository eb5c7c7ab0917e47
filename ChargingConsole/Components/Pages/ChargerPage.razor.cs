using ChargingConsole.Components.Chargers.Tabs;
using ChargingConsole.Components.Live;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace ChargingConsole.Components.Pages;

/// <summary>One charger: what it is, what its connectors do, and what it says.</summary>
public sealed partial class ChargerPage
{
    private ChargePoint? _chargePoint;
    private ChargePointState _state = null!;
    private Dictionary<string, object> _tabParameters = [];
    private bool _isSilent;

    /// <summary>The charger's id as the router reads it; <see cref="ChargerId"/> is what the address says.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    /// <summary>The name of a <see cref="ChargerTab"/>.</summary>
    [SupplyParameterFromQuery(Name = "tab")]
    public string? Tab { get; set; }

    /// <summary>All charge points.</summary>
    [Inject]
    public required Fleet Fleet { get; init; }

    /// <summary>Tells the address.</summary>
    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>Where this charger has to connect to.</summary>
    [Inject]
    public required ChargerAddress Address { get; init; }

    /// <summary>Which chargers are silent.</summary>
    [Inject]
    public required Silence Silence { get; init; }

    private string ChargerId { get; set; } = "";

    private ChargerTab CurrentTab => ChargerTab.Of(Tab);

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Follow(ShowAsync);
        Every(TimeSpan.FromSeconds(5), ListenAsync);
        Navigation.LocationChanged += Moved;
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        ChargerId = Links.ChargerIdOf(Navigation.Uri) is { Length: > 0 } id ? id : Id;
        Look();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Navigation.LocationChanged -= Moved;
        base.Dispose(disposing);
    }

    // The tabs read the rest of the address themselves.
    private void Moved(object? sender, LocationChangedEventArgs change)
    {
        if (Links.ChargerIdOf(change.Location) == ChargerId)
        {
            _ = InvokeAsync(StateHasChanged);
        }
    }

    private Task ShowAsync(FeedBatch batch)
    {
        if (_chargePoint is null ? Fleet.Find(ChargerId) is not null : batch.Resync || batch.Changes.ContainsKey(_chargePoint))
        {
            Look();
            StateHasChanged();
        }

        return Task.CompletedTask;
    }

    // A charger falls silent without anything that would be told.
    private Task ListenAsync()
    {
        if (_chargePoint is not null && Silence.Since(_chargePoint) is not null != _isSilent)
        {
            _isSilent = !_isSilent;
            StateHasChanged();
        }

        return Task.CompletedTask;
    }

    private void Look()
    {
        var found = Fleet.Find(ChargerId);
        if (!ReferenceEquals(found, _chargePoint))
        {
            _chargePoint = found;
            _tabParameters = found is null ? [] : new() { ["ChargePoint"] = found };
        }

        if (_chargePoint is not null)
        {
            _state = _chargePoint.State;
        }
    }
}
