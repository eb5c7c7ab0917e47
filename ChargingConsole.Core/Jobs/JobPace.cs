namespace ChargingConsole.Core.Jobs;

/// <summary>Hands out moments to send at, evenly apart.</summary>
internal sealed class JobPace(double perSecond, TimeProvider clock)
{
    private readonly TimeSpan _interval = TimeSpan.FromSeconds(1 / perSecond);
    private readonly Lock _lock = new();
    private DateTimeOffset _next;

    /// <summary>Waits for the next moment.</summary>
    public Task WaitAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            // A clock that was set back must not hold a job up.
            var due = _next > now && _next - now <= _interval * Ahead ? _next : now;
            _next = due + _interval;
            return due > now ? Task.Delay(due - now, clock, cancellationToken) : Task.CompletedTask;
        }
    }

    // More than can ever be asked at once, so that no moment given out is given out again.
    private const int Ahead = 1000;
}
