using ChargingConsole.Simulator.ChargePoints;

namespace ChargingConsole.Simulator.Fleet;

/// <summary>One charge point that lives by itself: it connects, boots, is used, and loses its connection now and then.</summary>
internal static class ChargePointLife
{
    /// <summary>Runs until cancelled. <paramref name="index"/> staggers the start and decides who is busy at once.</summary>
    public static async Task RunAsync(
        VirtualChargePoint chargePoint, int index, LifeOptions options, TimeProvider clock, CancellationToken cancellation)
    {
        var seed = chargePoint.Description.Seed;
        await Task.Delay(Stagger(index), clock, cancellation).ConfigureAwait(false);
        await chargePoint.KeepConnectingAsync(cancellation).ConfigureAwait(false);
        await chargePoint.BootUntilAcceptedAsync(cancellation).ConfigureAwait(false);

        // Each its own Random: what one does must not depend on when another asks.
        var lives = chargePoint.Connectors.Select(connector =>
            new ConnectorLife(chargePoint, connector, options, new Random((seed * 97) + connector.Id), clock)
                .RunAsync(startsBusy: (index + (2 * connector.Id)) % 3 == 0, cancellation));
        if (options.HasTrouble)
        {
            lives = lives.Append(DropAsync(chargePoint, options, new Random(seed * 89), clock, cancellation));
        }

        await Task.WhenAll(lives).ConfigureAwait(false);
    }

    /// <summary>The first two dozen are there within three seconds; of a large fleet fifty come every second.</summary>
    private static TimeSpan Stagger(int index) => TimeSpan.FromMilliseconds((120 * Math.Min(index, 25)) + (20 * Math.Max(0, index - 25)));

    private static async Task DropAsync(
        VirtualChargePoint chargePoint, LifeOptions options, Random random, TimeProvider clock, CancellationToken cancellation)
    {
        while (true)
        {
            var pause = TimeSpan.FromMinutes((3 + (random.NextDouble() * 12)) * Math.Max(1, options.FleetSize / 12.0));
            await Task.Delay(pause, clock, cancellation).ConfigureAwait(false);
            chargePoint.Abort();
        }
    }
}
