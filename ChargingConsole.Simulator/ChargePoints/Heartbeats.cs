namespace ChargingConsole.Simulator.ChargePoints;

/// <summary>A Heartbeat every HeartbeatInterval, counted anew when the interval changes.</summary>
internal sealed class Heartbeats(ConfigurationKeys keys, TimeProvider clock, Func<CancellationToken, Task> beat)
{
    private volatile TaskCompletionSource _changed = New();

    public async Task RunAsync(CancellationToken cancellation)
    {
        keys.Changed += OnChanged;
        try
        {
            while (true)
            {
                var changed = _changed.Task;
                var interval = keys.Seconds("HeartbeatInterval");
                // Zero switches it off.
                using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
                var due = Task.Delay(interval > TimeSpan.Zero ? interval : Timeout.InfiniteTimeSpan, clock, waiting.Token);
                if (await Task.WhenAny(due, changed).ConfigureAwait(false) == due)
                {
                    cancellation.ThrowIfCancellationRequested();
                    await beat(cancellation).ConfigureAwait(false);
                }

                await waiting.CancelAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            keys.Changed -= OnChanged;
        }
    }

    private void OnChanged(string key)
    {
        if (key == "HeartbeatInterval")
        {
            Interlocked.Exchange(ref _changed, New()).TrySetResult();
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
