using System.Diagnostics;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Faults;

/// <summary>
/// A charger that goes on as ever while others misbehave. Its usual latency is measured on the same machine a moment
/// before; medians are compared, since single answers are late on any busy machine.
/// </summary>
internal sealed class Witness : IAsyncDisposable
{
    // What the clock and the scheduler of a machine of two cores make of a millisecond.
    private const double SlackMilliseconds = 60;

    private readonly RawCharger _charger;
    private readonly double _usual;

    private Witness(RawCharger charger, double usual)
    {
        _charger = charger;
        _usual = usual;
    }

    public static async Task<Witness> ComeAsync(RunningConsole console)
    {
        var charger = await RawCharger.BootAsync(console.Ocpp, "WITNESS", 1);
        await MedianAsync(charger, 50);
        return new Witness(charger, await MedianAsync(charger, 100));
    }

    /// <summary>Its answers take less than twice as long as they did, and what the machine's noise is worth.</summary>
    public async Task IsServedAsUsualAsync(int calls = 50)
    {
        var now = await MedianAsync(_charger, calls);
        TestContext.Current.TestOutputHelper?.WriteLine($"usually {_usual:F2} ms, meanwhile {now:F2} ms");
        Assert.True(now < (2 * _usual) + SlackMilliseconds, $"An answer took {now:F1} ms, usually {_usual:F1} ms.");
    }

    public ValueTask DisposeAsync() => _charger.DisposeAsync();

    private static async Task<double> MedianAsync(RawCharger charger, int calls)
    {
        var took = new double[calls];
        for (var i = 0; i < calls; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await charger.CallAsync("Heartbeat", "{}");
            took[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        return took.Order().ElementAt(calls / 2);
    }
}
