using System.Diagnostics;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Faults;

/// <summary>A charger that only says that it lives, all the while; each of its heartbeats has to be answered.</summary>
internal sealed class HeartbeatWatch : IAsyncDisposable
{
    private readonly CancellationTokenSource _enough = new();
    private readonly RawCharger _charger;
    private readonly Task _beating;

    private HeartbeatWatch(RawCharger charger)
    {
        _charger = charger;
        _beating = BeatAsync();
    }

    /// <summary>How many were answered.</summary>
    public int Answered { get; private set; }

    /// <summary>The longest wait for an answer.</summary>
    public TimeSpan Longest { get; private set; }

    public static async Task<HeartbeatWatch> StartAsync(Uri ocpp) => new(await RawCharger.BootAsync(ocpp, "HEART", 1));

    /// <summary>Ends it, and tells when one was not answered.</summary>
    public async Task<string> EndAsync()
    {
        await _enough.CancelAsync();
        await _beating;
        return $"{Answered} heartbeats answered, the slowest after {Longest.TotalMilliseconds:F0} ms";
    }

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        await _beating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _charger.DisposeAsync();
        _enough.Dispose();
    }

    private async Task BeatAsync()
    {
        while (!_enough.IsCancellationRequested)
        {
            var sent = Stopwatch.GetTimestamp();
            await _charger.CallAsync("Heartbeat", "{}");
            var took = Stopwatch.GetElapsedTime(sent);
            Longest = took > Longest ? took : Longest;
            Answered++;
            await Task.Delay(50, CancellationToken.None);
        }
    }
}
