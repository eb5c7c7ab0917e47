using ChargingConsole.Core.Charging;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Charging;

public sealed class FleetPulseTests
{
    [Fact]
    public async Task Energy_and_power_are_kept_from_live_readings_and_found_again_after_a_restart()
    {
        var first = await RunningConsole.StartAsync();
        await using var charger = await RawCharger.BootAsync(first.Ocpp, "P-1", 1);
        var id = await charger.BeginAsync(meterStart: 1000);
        await charger.MeterAsync(id, 3000, 11_000);
        await EventuallyAsync(() => Energy(first) is > 1999 and < 2001, first);
        await EventuallyAsync(() => first.Get<FleetPulse>().PowerW().Any(power => power > 0), first);
        await charger.EndAsync(id, 4000);
        // What the stop adds counts once, however often the charger is looked at.
        await EventuallyAsync(() => Energy(first) is > 2999 and < 3001, first);
        await charger.CallAsync("Heartbeat", "{}");
        var folder = await first.StopAsync();

        await using var second = await RunningConsole.StartOnAsync(folder);
        await EventuallyAsync(() => Energy(second) is > 2999 and < 3001, second);
    }

    private static double Energy(RunningConsole console) => console.Get<FleetPulse>().EnergyWhSince(console.Get<TimeProvider>().GetUtcNow().AddHours(-25));

    private static async Task EventuallyAsync(Func<bool> holds, RunningConsole console)
    {
        for (var i = 0; i < 600 && !holds(); i++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.True(holds(), $"{Energy(console)} Wh");
    }
}
