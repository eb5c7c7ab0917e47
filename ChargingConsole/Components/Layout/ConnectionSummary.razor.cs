using ChargingConsole.Core.ChargePoints;
using Microsoft.AspNetCore.Components;

namespace ChargingConsole.Components.Layout;

/// <summary>How many chargers are connected, on every page.</summary>
public sealed partial class ConnectionSummary
{
    private int _online;
    private int _count;

    /// <summary>All charge points.</summary>
    [Inject]
    public required Fleet Fleet { get; init; }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        (_online, _count) = (Fleet.Connected, Fleet.Count);
        Every(TimeSpan.FromMilliseconds(500), LookAsync);
    }

    private Task LookAsync()
    {
        if ((Fleet.Connected, Fleet.Count) != (_online, _count))
        {
            (_online, _count) = (Fleet.Connected, Fleet.Count);
            StateHasChanged();
        }

        return Task.CompletedTask;
    }
}
