using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ChargingConsole.Simulator.ChargePoints;

/// <summary>What a charge point does by itself; nothing of it outlives the charge point and no exception goes unseen.</summary>
internal sealed class BackgroundWork(ILogger logger) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Task, bool> _running = new();

    public void Run(Func<CancellationToken, Task> work)
    {
        if (_stop.IsCancellationRequested)
        {
            return;
        }

        var token = _stop.Token;
        var task = Task.Run(() => GuardAsync(work, token), CancellationToken.None);
        _running[task] = true;
        task.ContinueWith(
            (done, _) => _running.TryRemove(done, out var _), null, CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_running.Keys).ConfigureAwait(false);
    }

    private async Task GuardAsync(Func<CancellationToken, Task> work, CancellationToken token)
    {
        try
        {
            await work(token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // Stopping is how most of this work ends.
        }
        catch (Exception e)
        {
            logger.LogError(e, "The virtual charge point failed in its own work");
        }
    }
}
