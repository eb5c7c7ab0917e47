using ChargingConsole.Simulator.ChargePoints;
using Microsoft.Extensions.Logging;

namespace ChargingConsole.Simulator.Fleet;

/// <summary>A dozen charge points that live by themselves, so that a new installation has something to show.</summary>
public static class DemoFleet
{
    /// <summary>Up to this many charge points nothing is done more seldom to save work.</summary>
    private const int Few = 100;

    /// <summary>The tags the demo's drivers present; the central system has to know them.</summary>
    public static IReadOnlyList<string> IdTags { get; } = ["DEMO-TAG-1", "DEMO-TAG-2", "DEMO-TAG-3", "DEMO-TAG-4", "DEMO-TAG-5"];

    /// <summary>The charge points that <see cref="RunAsync"/> would run.</summary>
    public static IReadOnlyList<ChargePointDescription> Describe(DemoFleetOptions options) =>
        [.. Enumerable.Range(0, options.ChargePoints).Select(index => DemoCatalogue.Describe(options, index))];

    /// <summary>
    /// Runs the fleet against a central system (such as ws://127.0.0.1:9000) until cancelled, then closes all
    /// connections and returns. A central system that is not there yet is waited for.
    /// </summary>
    public static async Task RunAsync(
        Uri centralSystem, DemoFleetOptions options, ILogger logger, TimeProvider clock, CancellationToken cancellation)
    {
        var connection = new VirtualChargePointOptions
        {
            CentralSystem = centralSystem,
            Password = options.Password,
            ReconnectDelay = options.ReconnectDelay,
            PlugInAfterRemoteStart = TimeSpan.FromSeconds(1.5),
            MeterValueInterval = options.MeterValueInterval ?? TimeSpan.FromSeconds(Math.Clamp(options.ChargePoints / 10, 5, 60)),
        };
        var life = new LifeOptions
        {
            IdTags = IdTags,
            HasTrouble = options.HasTrouble,
            FleetSize = options.ChargePoints,
            Glance = TimeSpan.FromSeconds(options.ChargePoints > Few ? 5 : 1),
        };
        logger.LogInformation("The demo fleet of {ChargePoints} charge points starts against {CentralSystem}", options.ChargePoints, centralSystem);
        await Task.WhenAll(Describe(options).Select(LiveAsync)).ConfigureAwait(false);
        logger.LogInformation("The demo fleet has stopped");

        async Task LiveAsync(ChargePointDescription description, int index)
        {
            var chargePoint = new VirtualChargePoint(description, connection, clock, logger);
            await using (chargePoint.ConfigureAwait(false))
            {
                try
                {
                    await ChargePointLife.RunAsync(chargePoint, index, life, clock, cancellation).ConfigureAwait(false);
                }
                catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
                {
                    // The fleet lives until it is told to stop.
                }
                catch (Exception e)
                {
                    // One that fails must not end the other eleven.
                    logger.LogError(e, "{ChargePointId} left the demo fleet", description.Id);
                }
            }
        }
    }
}
