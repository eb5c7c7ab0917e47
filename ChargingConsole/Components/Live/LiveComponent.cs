using ChargingConsole.Core.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace ChargingConsole.Components.Live;

/// <summary>A component that follows the feed for as long as it is on the page.</summary>
public abstract class LiveComponent : ComponentBase, IDisposable
{
    private readonly List<IDisposable> _subscriptions = [];

    /// <summary>The feed of this browser.</summary>
    [Inject]
    public required CircuitFeed Feed { get; init; }

    /// <summary>Who looks.</summary>
    [Inject]
    public required Viewer Viewer { get; init; }

    /// <summary>Whether the component has left the page.</summary>
    protected bool IsDisposed { get; private set; }

    /// <summary>Follows changes from now on.</summary>
    protected void Follow(Func<FeedBatch, Task> show) => _subscriptions.Add(Feed.Follow(batch => OnPage(() => show(batch))));

    /// <summary>Follows from a place in the feed on, until the caller unfollows or the component has left the page.</summary>
    protected IDisposable Follow(FeedCursor cursor, Func<FeedBatch, Task> show)
    {
        var subscription = Feed.Follow(cursor, batch => OnPage(() => show(batch)));
        _subscriptions.Add(subscription);
        return subscription;
    }

    /// <summary>Follows no longer what it followed; nothing where it never did.</summary>
    protected void Unfollow(IDisposable? subscription)
    {
        if (subscription is not null && _subscriptions.Remove(subscription))
        {
            subscription.Dispose();
        }
    }

    /// <summary>Calls back at an interval.</summary>
    protected void Every(TimeSpan interval, Func<Task> act) => _subscriptions.Add(Feed.Every(interval, () => OnPage(act)));

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends all subscriptions.</summary>
    protected virtual void Dispose(bool disposing)
    {
        IsDisposed = true;
        _subscriptions.ForEach(subscription => subscription.Dispose());
        _subscriptions.Clear();
    }

    private async Task OnPage(Func<Task> act)
    {
        if (IsDisposed)
        {
            return;
        }

        try
        {
            await InvokeAsync(() => IsDisposed ? Task.CompletedTask : act());
        }
        catch (JSDisconnectedException)
        {
            // Meant for a browser that has just gone.
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or ObjectDisposedException))
        {
            // Shown by the page's error boundary; the feed itself goes on.
            await DispatchExceptionAsync(exception);
        }
    }
}
