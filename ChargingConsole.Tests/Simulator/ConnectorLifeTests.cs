using ChargingConsole.Simulator.Fleet;
using Xunit;

namespace ChargingConsole.Tests.Simulator;

public sealed class ConnectorLifeTests : SimulatorTest
{
    [Fact]
    public async Task People_at_a_connector_that_is_out_of_order_wait_instead_of_looking_without_end()
    {
        var chargePoint = await MakeBootedAsync();
        await chargePoint.FaultAsync(1, "GroundFailure", Stop);
        var life = new ConnectorLife(chargePoint, chargePoint.Connectors[0], new LifeOptions { IdTags = ["TAG"], HasTrouble = false }, new Random(1), TimeProvider.System);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);

        var living = Task.Run(() => life.RunAsync(startsBusy: true, stop.Token), Stop);
        await stop.CancelAsync();

        // Whoever never waits hears nothing of the end.
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => living.WaitAsync(TimeSpan.FromSeconds(60), Stop));
    }
}
