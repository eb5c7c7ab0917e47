using ChargingConsole.Simulator.ChargePoints;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ChargingConsole.Tests.Simulator;

public sealed class VirtualConnectorTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void A_visit_goes_through_the_states_in_order()
    {
        var connector = Make();
        Assert.Equal(ConnectorState.Available, connector.State);
        connector.PlugIn(50);
        Assert.Equal(ConnectorState.Preparing, connector.State);
        connector.Begin("TAG");
        Assert.Equal(ConnectorState.Charging, connector.State);
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(ConnectorState.SuspendedEV, connector.State);
        connector.End();
        Assert.Equal(ConnectorState.Finishing, connector.State);
        connector.Unplug();
        Assert.Equal(ConnectorState.Available, connector.State);
    }

    [Fact]
    public void The_register_is_whole_never_goes_back_and_is_power_times_time()
    {
        var connector = Make(new ConnectorDescription
        {
            Curve = ChargingCurve.Ac(11_000),
            BatteryWattHours = 100_000,
            InitialRegisterWattHours = 5_000,
        });
        connector.PlugIn(10);
        var start = connector.Begin("TAG")!.MeterStart;
        var last = start;
        for (var i = 0; i < 720; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(5));
            var register = connector.RegisterWattHours;
            Assert.True(register >= last);
            last = register;
        }

        Assert.Equal(5_000, start);
        Assert.InRange(last - start, 10_900, 11_000);
    }

    [Fact]
    public void Nothing_is_counted_before_and_after_a_transaction()
    {
        var connector = Make();
        connector.PlugIn(10);
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, connector.RegisterWattHours);
        connector.Begin("TAG");
        _clock.Advance(TimeSpan.FromMinutes(1));
        var stop = connector.End()!.Value.MeterStop;
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.True(stop > 0);
        Assert.Equal(stop, connector.RegisterWattHours);
        Assert.Equal(0, connector.Reading.Watts);
    }

    [Fact]
    public void A_connector_is_promised_once()
    {
        var connector = Make();
        Assert.True(connector.TryExpect("A"));
        Assert.False(connector.TryExpect("B"));
        Assert.Equal(ConnectorState.Preparing, connector.State);
        connector.ExpectNobody();
        Assert.Equal(ConnectorState.Available, connector.State);
    }

    [Fact]
    public void A_fault_outranks_everything_and_stops_the_flow()
    {
        var connector = Make();
        connector.PlugIn(10);
        connector.Begin("TAG");
        connector.Fault("GroundFailure");
        Assert.Equal(ConnectorState.Faulted, connector.State);
        Assert.Equal(0, connector.Reading.Watts);
        Assert.False(connector.TryExpect("B"));
        connector.Fault(null);
        Assert.Equal(ConnectorState.Charging, connector.State);
    }

    [Fact]
    public void Out_of_service_waits_for_the_transaction_to_end()
    {
        var connector = Make();
        connector.PlugIn(10);
        connector.Begin("TAG");
        connector.SetOperative(false);
        Assert.Equal(ConnectorState.Charging, connector.State);
        connector.End();
        Assert.Equal(ConnectorState.Unavailable, connector.State);
        Assert.Null(connector.Begin("TAG"));
    }

    private VirtualConnector Make(ConnectorDescription? description = null) =>
        new(1, description ?? new ConnectorDescription { BatteryWattHours = 10_000 }, _clock, new Random(1));
}
