using ChargingConsole.Core.Metrics;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace ChargingConsole.Components.Live;

/// <summary>Counts the dashboards that are open.</summary>
internal sealed class CircuitCount(ChargingMeter meter) : CircuitHandler
{
    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        meter.CircuitsChanged(+1);
        return Task.CompletedTask;
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        meter.CircuitsChanged(-1);
        return Task.CompletedTask;
    }
}
