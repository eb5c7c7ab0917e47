using System.Collections.Concurrent;
using System.Diagnostics;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Faults;

/// <summary>The power of a town comes back: everybody connects, boots and tells its status at once.</summary>
[Collection(nameof(Alone))]
public sealed class ReconnectStorm
{
    private const int Chargers = 2000;

    [Fact]
    public async Task Two_thousand_chargers_at_once_are_all_served_again_and_again()
    {
        await using var console = await RunningConsole.StartAsync();
        var fleet = console.Get<Fleet>();
        var figures = new List<string>();
        IReadOnlyCollection<LeanCharger> connected = [];

        // The first time nobody is known; the second time the old sockets may still seem alive; the third time all have gone.
        foreach (var wait in (bool[])[false, false, true])
        {
            var start = Stopwatch.GetTimestamp();
            foreach (var charger in connected)
            {
                charger.Abort();
            }

            if (wait)
            {
                await Until.TrueAsync(() => fleet.Connected == 0, "nobody is connected");
                figures.Add($"all noticed as gone after {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s");
                start = Stopwatch.GetTimestamp();
            }

            var old = connected;
            connected = await ConnectAllAsync(console.Ocpp);
            figures.Add($"all served in {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s");
            await Until.TrueAsync(() => fleet.Connected == Chargers, $"{Chargers} are connected, but {fleet.Connected}", seconds: 5);
            Assert.All(fleet.All, charger => Assert.True(charger.State.IsConnected, charger.Id));
            await Parallel.ForEachAsync(connected, TestContext.Current.CancellationToken, async (charger, _) => await charger.CallAsync("h", "Heartbeat", "{}"));
            foreach (var charger in old)
            {
                charger.Dispose();
            }
        }

        Assert.Equal(Chargers, fleet.Count);
        foreach (var charger in connected)
        {
            charger.Abort();
        }

        await Until.TrueAsync(() => fleet.Connected == 0, "nobody is connected");
        TestContext.Current.TestOutputHelper?.WriteLine($"{Chargers} chargers: {string.Join(", ", figures)}");
    }

    private static async Task<IReadOnlyCollection<LeanCharger>> ConnectAllAsync(Uri ocpp)
    {
        var chargers = new ConcurrentBag<LeanCharger>();
        await Task.WhenAll(Enumerable.Range(1, Chargers).Select(async number =>
        {
            var charger = await LeanCharger.ConnectAsync(ocpp, $"STORM-{number}");
            chargers.Add(charger);
            await charger.BootAsync();
        })).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        return chargers;
    }
}
