using System.Diagnostics;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Faults;

/// <summary>A charger that no longer reads must harm nobody, least of all itself when it comes back.</summary>
public sealed class HalfOpenSockets
{
    [Fact]
    public async Task A_charger_that_stopped_reading_is_served_on_its_new_socket_within_seconds()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var other = await RawCharger.BootAsync(console.Ocpp, "OTHER", 1);
        using var deaf = await LeanCharger.ConnectAsync(console.Ocpp, "DEAF", receiveBuffer: 4096);
        await deaf.BootAsync();

        // Until neither direction takes any more: the server is stuck in a write to it.
        var sent = 0;
        try
        {
            while (true)
            {
                using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
                await deaf.SendAsync($"""[2,"{new string('x', 30)}{sent}","Heartbeat",{"{}"}]""", limit.Token);
                sent++;
            }
        }
        catch (OperationCanceledException)
        {
            // Stuck.
        }

        await other.CallAsync("Heartbeat", "{}");
        var start = Stopwatch.GetTimestamp();
        await using var back = await RawCharger.BootAsync(console.Ocpp, "DEAF", 1);
        var took = Stopwatch.GetElapsedTime(start);
        await other.CallAsync("Heartbeat", "{}");

        Assert.InRange(took.TotalSeconds, 0, 20);
        Assert.Equal(2, console.Get<Fleet>().Connected);
        back.Abort();
        await Until.TrueAsync(() => console.Get<Fleet>().Connected == 1, "one is connected");
        TestContext.Current.TestOutputHelper?.WriteLine($"{sent} heartbeats without reading, served again after {took.TotalMilliseconds:F0} ms");
    }
}
