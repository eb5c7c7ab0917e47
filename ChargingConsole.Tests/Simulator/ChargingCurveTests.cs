using ChargingConsole.Simulator.ChargePoints;
using Xunit;

namespace ChargingConsole.Tests.Simulator;

public sealed class ChargingCurveTests
{
    private static readonly TimeSpan s_warm = TimeSpan.FromMinutes(1);

    public static TheoryData<double, int> Curves => new() { { 7_400, 1 }, { 11_000, 3 }, { 22_000, 3 }, { 50_000, 0 }, { 150_000, 0 } };

    [Theory]
    [MemberData(nameof(Curves))]
    public void Power_never_exceeds_the_rating_and_always_agrees_with_volts_and_amperes(double watts, int phases)
    {
        var curve = Make(watts, phases);
        for (var percent = 0.0; percent <= 100; percent += 0.5)
        {
            foreach (var noise in (double[])[-1, -0.3, 0, 0.7, 1])
            {
                var reading = curve.At(percent, s_warm, noise);
                Assert.InRange(reading.Watts, 0, watts);
                Assert.Equal(reading.Watts, reading.Volts * reading.Amperes * Math.Max(phases, 1), tolerance: 0.001);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Curves))]
    public void Nothing_flows_into_a_full_battery(double watts, int phases) =>
        Assert.Equal(0, Make(watts, phases).At(100, s_warm).Watts);

    [Fact]
    public void AC_is_flat_until_nearly_full_and_then_tapers()
    {
        var curve = ChargingCurve.Ac(11_000);
        Assert.Equal(curve.At(10, s_warm).Watts, curve.At(90, s_warm).Watts);
        Assert.True(curve.At(99, s_warm).Watts < curve.At(95, s_warm).Watts);
        Assert.True(curve.At(95, s_warm).Watts < curve.At(90, s_warm).Watts);
    }

    [Fact]
    public void DC_ramps_up_holds_a_plateau_and_tapers_from_half_full()
    {
        var curve = ChargingCurve.Dc(150_000);
        Assert.True(curve.At(30, TimeSpan.FromSeconds(1)).Watts < curve.At(30, s_warm).Watts / 4);
        Assert.Equal(curve.At(20, s_warm).Watts, curve.At(50, s_warm).Watts);
        for (var percent = 50; percent < 100; percent++)
        {
            Assert.True(curve.At(percent + 1, s_warm).Watts < curve.At(percent, s_warm).Watts, $"at {percent} %");
        }

        Assert.InRange(curve.At(80, s_warm).Watts, 50_000, 75_000);
    }

    [Fact]
    public void Noise_moves_power_by_less_than_one_percent()
    {
        var curve = ChargingCurve.Ac(22_000);
        Assert.InRange(curve.At(50, s_warm, -1).Watts / curve.At(50, s_warm, 1).Watts, 0.99, 0.9999);
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(-1, 3)]
    [InlineData(11_000, 2)]
    public void An_impossible_connector_is_refused(double watts, int phases) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ChargingCurve.Ac(watts, phases));

    private static ChargingCurve Make(double watts, int phases) =>
        phases == 0 ? ChargingCurve.Dc(watts) : ChargingCurve.Ac(watts, phases);
}
