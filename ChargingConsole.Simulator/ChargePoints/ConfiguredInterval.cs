namespace ChargingConsole.Simulator.ChargePoints;

/// <summary>
/// Does something as often as a configuration key says, counted anew when the key changes; 0 switches it off.
/// Aligned, it happens at multiples of the interval since midnight UTC (OCPP 1.6 §9.1.4).
/// </summary>
internal sealed class ConfiguredInterval(
    ConfigurationKeys keys, string key, bool isAligned, TimeProvider clock, Func<CancellationToken, Task> act)
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
                using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
                var due = Task.Delay(Wait(), clock, waiting.Token);
                if (await Task.WhenAny(due, changed).ConfigureAwait(false) == due)
                {
                    cancellation.ThrowIfCancellationRequested();
                    await act(cancellation).ConfigureAwait(false);
                }

                await waiting.CancelAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            keys.Changed -= OnChanged;
        }
    }

    private TimeSpan Wait()
    {
        var interval = keys.Seconds(key);
        if (interval <= TimeSpan.Zero)
        {
            return Timeout.InfiniteTimeSpan;
        }

        return isAligned ? interval - new TimeSpan(clock.GetUtcNow().TimeOfDay.Ticks % interval.Ticks) : interval;
    }

    private void OnChanged(string changed)
    {
        if (changed == key)
        {
            Interlocked.Exchange(ref _changed, New()).TrySetResult();
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
