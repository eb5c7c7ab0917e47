using ChargingConsole.Core.ChargePoints;
using Microsoft.AspNetCore.Components;

namespace ChargingConsole.Components.Chargers;

/// <summary>A charger in a list: renders itself when its own state changed, and never because another one did.</summary>
public abstract class ChargerView : ComponentBase, IDisposable
{
    // "Seen 12 s ago" need not be told to the second by a charger that speaks all the time.
    private static readonly TimeSpan s_heardStep = TimeSpan.FromSeconds(5);
    private ChargePointState? _shown;
    private ChargePoint? _watched;
    private IDisposable? _watch;

    /// <summary>The charger.</summary>
    [Parameter, EditorRequired]
    public required ChargePoint ChargePoint { get; set; }

    /// <summary>Tells which chargers changed.</summary>
    [CascadingParameter]
    public ChangeBell? Bell { get; set; }

    /// <summary>The state to show.</summary>
    protected ChargePointState State { get; private set; } = null!;

    /// <summary>When it was last heard of.</summary>
    protected DateTimeOffset? HeardAt { get; private set; }

    /// <summary>Which chargers are silent.</summary>
    [Inject]
    public required Silence Silence { get; init; }

    /// <summary>Since when it is connected and tells nothing, UTC; null while it is heard.</summary>
    protected DateTimeOffset? SilentSince { get; private set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _watch?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        State = ChargePoint.State;
        if (ChargePoint.LastHeardAt is { } heard && (HeardAt is null || !ReferenceEquals(ChargePoint, _watched) || heard - HeardAt > s_heardStep || !ReferenceEquals(State, _shown)))
        {
            HeardAt = heard;
            _shown = null;
        }

        var silent = Silence.Since(ChargePoint);
        if (silent != SilentSince)
        {
            SilentSince = silent;
            _shown = null;
        }

        if (!ReferenceEquals(ChargePoint, _watched))
        {
            // The first render of a charger is asked of nobody.
            _shown = _watched is null ? State : null;
            _watch?.Dispose();
            (_watched, _watch) = (ChargePoint, Bell?.Watch(ChargePoint, Refresh));
        }
    }

    /// <inheritdoc/>
    protected override bool ShouldRender()
    {
        var changed = !ReferenceEquals(State, _shown);
        _shown = State;
        return changed;
    }

    /// <summary>Vendor and model, as far as they are known; null before the first boot.</summary>
    protected static string? Model(ChargePointRow row) =>
        row.Vendor is null && row.Model is null ? null : $"{row.Vendor} {row.Model}".Trim();

    private void Refresh()
    {
        OnParametersSet();
        StateHasChanged();
    }
}
