using ChargingConsole.Core.Live;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace ChargingConsole.Components.Live;

/// <summary>
/// The feed as one browser follows it: at most ten batches a second to each part of the page, and none
/// while the browser is away. What passed meanwhile comes as one batch, with what was missed as a number.
/// </summary>
public sealed class CircuitFeed(ILiveFeed feed, TimeProvider clock, ILogger<CircuitFeed> logger) : CircuitHandler
{
    /// <summary>The shortest time between two batches.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private volatile bool _away;
    private int _comings;

    /// <summary>How many times the browser has come, and come back: what it told meanwhile may be lost.</summary>
    public int Comings => Volatile.Read(ref _comings);

    /// <summary>Follows what changes from now on until disposed of. The next batch waits until this one is shown.</summary>
    public IDisposable Follow(Func<FeedBatch, Task> show) => Follow(feed.Now, show);

    /// <summary>Follows from a place in the feed on.</summary>
    public IDisposable Follow(FeedCursor cursor, Func<FeedBatch, Task> show)
    {
        var following = new CancellationTokenSource();
        _ = FollowAsync(cursor, show, following.Token);
        return new Subscription(following);
    }

    /// <summary>What the feed still holds of frames, and the place after them.</summary>
    public (FeedBatch Batch, FeedCursor Cursor) Recent(int count)
    {
        var cursor = feed.Before(count);
        var batch = feed.Read(ref cursor);
        return (batch, cursor);
    }

    /// <summary>Calls back at an interval, not while the browser is away.</summary>
    public IDisposable Every(TimeSpan interval, Func<Task> act)
    {
        var ticking = new CancellationTokenSource();
        _ = TickAsync(interval, act, ticking.Token);
        return new Subscription(ticking);
    }

    /// <inheritdoc/>
    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        _away = true;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        _away = false;
        Interlocked.Increment(ref _comings);
        return Task.CompletedTask;
    }

    private Task FollowAsync(FeedCursor cursor, Func<FeedBatch, Task> show, CancellationToken cancellationToken) =>
        TickAsync(Interval, () => feed.HasNews(cursor) ? show(feed.Read(ref cursor)) : Task.CompletedTask, cancellationToken);

    private async Task TickAsync(TimeSpan interval, Func<Task> act, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
            {
                if (!_away)
                {
                    await act().ConfigureAwait(false);
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            // The component or its browser has gone.
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "A part of a page stopped following the feed");
        }
    }

    private sealed class Subscription(CancellationTokenSource source) : IDisposable
    {
        private CancellationTokenSource? _source = source;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _source, null) is { } running)
            {
                running.Cancel();
                running.Dispose();
            }
        }
    }
}
