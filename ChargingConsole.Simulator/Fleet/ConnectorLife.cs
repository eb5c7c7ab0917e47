using ChargingConsole.Simulator.ChargePoints;

namespace ChargingConsole.Simulator.Fleet;

/// <summary>
/// The people who come to one connector. They look at it once a second, because an operator may start,
/// stop or block it at any time, and live with what they find.
/// </summary>
internal sealed class ConnectorLife(VirtualChargePoint chargePoint, VirtualConnector connector, LifeOptions options, Random random, TimeProvider clock)
{
    private static readonly TimeSpan s_glance = TimeSpan.FromSeconds(1);
    private static readonly string[] s_faults = ["GroundFailure", "HighTemperature", "ConnectorLockFailure", "EVCommunicationError"];

    /// <summary>Lives until cancelled; the first driver is there within seconds when <paramref name="startsBusy"/>.</summary>
    public async Task RunAsync(bool startsBusy, CancellationToken cancellation)
    {
        var pause = startsBusy ? Between(TimeSpan.Zero, TimeSpan.FromSeconds(6)) : Pause();
        while (true)
        {
            await WatchAsync(pause, () => connector.State == ConnectorState.Available, cancellation).ConfigureAwait(false);
            if (connector.State == ConnectorState.Available)
            {
                await ArriveAsync(cancellation).ConfigureAwait(false);
            }

            // Also one that an operator started from afar: its driver stays, and leaves, like any other.
            await LetChargeAsync(cancellation).ConfigureAwait(false);
            await LeaveAsync(cancellation).ConfigureAwait(false);
            if (options.HasTrouble && random.Next(14) == 0)
            {
                await BreakAsync(cancellation).ConfigureAwait(false);
            }

            pause = Pause();
        }
    }

    private async Task ArriveAsync(CancellationToken cancellation)
    {
        await chargePoint.PlugInAsync(connector.Id, 15 + (random.NextDouble() * 40), cancellation).ConfigureAwait(false);
        await Task.Delay(Between(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4)), clock, cancellation).ConfigureAwait(false);
        if (connector.State == ConnectorState.Preparing)
        {
            var idTag = options.IdTags[random.Next(options.IdTags.Count)];
            await chargePoint.StartChargingAsync(connector.Id, idTag, cancellation).ConfigureAwait(false);
        }
    }

    private async Task LetChargeAsync(CancellationToken cancellation)
    {
        // Somebody who plugged in and got no session may still be started by an operator for a while.
        await WatchAsync(TimeSpan.FromSeconds(20), () => connector.IsPluggedIn && connector.Transaction is null, cancellation).ConfigureAwait(false);
        if (connector.Transaction is not { } transaction)
        {
            return;
        }

        // Whoever started it from the console or the app also decides when it ends.
        var stay = options.IdTags.Contains(transaction.IdTag) ? Between(options.ShortestSession, options.LongestSession) : TimeSpan.FromHours(1);
        await WatchAsync(stay, () => connector.Transaction == transaction && connector.State != ConnectorState.SuspendedEV, cancellation).ConfigureAwait(false);
        if (connector.State == ConnectorState.SuspendedEV)
        {
            await WatchAsync(TimeSpan.FromSeconds(20), () => connector.Transaction == transaction, cancellation).ConfigureAwait(false);
        }

        if (connector.Transaction == transaction)
        {
            await chargePoint.StopChargingAsync(connector.Id, "Local", cancellation).ConfigureAwait(false);
        }
    }

    private async Task LeaveAsync(CancellationToken cancellation)
    {
        if (!connector.IsPluggedIn)
        {
            return;
        }

        await WatchAsync(Between(TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(12)), () => connector.Transaction is null, cancellation).ConfigureAwait(false);
        // A session that an operator began meanwhile gets its own stay in the next round.
        if (connector.Transaction is null)
        {
            await chargePoint.UnplugAsync(connector.Id, cancellation).ConfigureAwait(false);
        }
    }

    private async Task BreakAsync(CancellationToken cancellation)
    {
        if (connector.State != ConnectorState.Available)
        {
            return;
        }

        await chargePoint.FaultAsync(connector.Id, s_faults[random.Next(s_faults.Length)], cancellation).ConfigureAwait(false);
        await Task.Delay(Between(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(45)), clock, cancellation).ConfigureAwait(false);
        await chargePoint.ClearFaultAsync(connector.Id, cancellation).ConfigureAwait(false);
    }

    private async Task WatchAsync(TimeSpan limit, Func<bool> goesOn, CancellationToken cancellation)
    {
        var until = clock.GetUtcNow() + limit;
        while (goesOn() && clock.GetUtcNow() < until)
        {
            await Task.Delay(s_glance, clock, cancellation).ConfigureAwait(false);
        }
    }

    private TimeSpan Pause() => Between(options.ShortestPause, options.LongestPause);

    private TimeSpan Between(TimeSpan from, TimeSpan to) => from + ((to - from) * random.NextDouble());
}
