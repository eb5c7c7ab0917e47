using ChargingConsole.Simulator.ChargePoints;

namespace ChargingConsole.Simulator.Fleet;

/// <summary>
/// The people who come to one connector. They look at it every moment, because an operator may start,
/// stop or block it at any time, and live with what they find.
/// </summary>
internal sealed class ConnectorLife(VirtualChargePoint chargePoint, VirtualConnector connector, LifeOptions options, Random random, TimeProvider clock)
{
    private static readonly TimeSpan s_shortBreak = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_longBreak = TimeSpan.FromSeconds(60);
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
                await ArriveAsync(await ReserveAsync(cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);
            }
            else if (connector.Reservation is { } reservation && options.IdTags.Contains(reservation.IdTag))
            {
                // An operator reserved it for one of the drivers, who comes.
                await WatchAsync(Between(s_shortBreak, s_longBreak), () => connector.Reservation == reservation, cancellation).ConfigureAwait(false);
                await ArriveAsync(reservation.IdTag, cancellation).ConfigureAwait(false);
            }

            // Also one that an operator started from afar: its driver stays, and leaves, like any other.
            await LetChargeAsync(cancellation).ConfigureAwait(false);
            await LeaveAsync(cancellation).ConfigureAwait(false);
            if (options.HasTrouble && random.Next(14) == 0)
            {
                await BreakAsync(cancellation).ConfigureAwait(false);
            }

            // One that is out of order, or held for somebody else, has nothing to wait for: it is looked at again, and not at once.
            await Task.Delay(options.Glance, clock, cancellation).ConfigureAwait(false);
            pause = Pause();
        }
    }

    /// <summary>Who comes next; now and then somebody who reserves the connector on the way.</summary>
    private async Task<string> ReserveAsync(CancellationToken cancellation)
    {
        var idTag = options.IdTags[random.Next(options.IdTags.Count)];
        if (options.HasTrouble && random.Next(8) == 0)
        {
            await chargePoint.ReserveAsync(connector.Id, idTag, TimeSpan.FromMinutes(5), cancellation).ConfigureAwait(false);
            await WatchAsync(Between(s_shortBreak, s_longBreak), () => connector.State == ConnectorState.Reserved, cancellation).ConfigureAwait(false);
        }

        return idTag;
    }

    private async Task ArriveAsync(string idTag, CancellationToken cancellation)
    {
        if (connector.State is not (ConnectorState.Available or ConnectorState.Reserved))
        {
            return;
        }

        await chargePoint.PlugInAsync(connector.Id, 15 + (random.NextDouble() * 40), cancellation).ConfigureAwait(false);
        await Task.Delay(Between(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4)), clock, cancellation).ConfigureAwait(false);
        if (connector.State is ConnectorState.Preparing or ConnectorState.Reserved)
        {
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
        await BreakOffAsync(transaction, stay / 2, cancellation).ConfigureAwait(false);
        await WatchAsync(stay / 2, () => connector.Transaction == transaction && connector.StateOfCharge < 100, cancellation).ConfigureAwait(false);
        if (connector.StateOfCharge >= 100)
        {
            await WatchAsync(TimeSpan.FromSeconds(20), () => connector.Transaction == transaction, cancellation).ConfigureAwait(false);
        }

        if (connector.Transaction == transaction)
        {
            await chargePoint.StopChargingAsync(connector.Id, "Local", cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Half of the session; some pause in its middle, either because the car or because the charge point does.</summary>
    private async Task BreakOffAsync(VirtualTransaction transaction, TimeSpan half, CancellationToken cancellation)
    {
        await WatchAsync(half, () => connector.Transaction == transaction && connector.StateOfCharge < 100, cancellation).ConfigureAwait(false);
        if (!options.HasTrouble || random.Next(3) != 0 || connector.Transaction != transaction)
        {
            return;
        }

        await chargePoint.SuspendAsync(connector.Id, byCar: random.Next(2) == 0, cancellation).ConfigureAwait(false);
        await WatchAsync(Between(s_shortBreak, s_longBreak), () => connector.Transaction == transaction, cancellation).ConfigureAwait(false);
        await chargePoint.ResumeAsync(connector.Id, cancellation).ConfigureAwait(false);
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
            await Task.Delay(options.Glance, clock, cancellation).ConfigureAwait(false);
        }
    }

    private TimeSpan Pause() => Between(options.ShortestPause, options.LongestPause);

    private TimeSpan Between(TimeSpan from, TimeSpan to) => from + ((to - from) * random.NextDouble());
}
