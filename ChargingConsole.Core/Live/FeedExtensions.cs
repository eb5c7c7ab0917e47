using System.Runtime.CompilerServices;

namespace ChargingConsole.Core.Live;

/// <summary>Following the feed in batches.</summary>
public static class FeedExtensions
{
    /// <summary>
    /// Batches from the cursor on, never more often than <paramref name="interval"/>. Looking at two
    /// counters ten times a second costs nothing, and the hot path wakes nobody.
    /// </summary>
    public static async IAsyncEnumerable<FeedBatch> FollowAsync(
        this ILiveFeed feed, FeedCursor cursor, TimeSpan interval, TimeProvider clock, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(interval, clock);
        do
        {
            if (feed.HasNews(cursor))
            {
                yield return feed.Read(ref cursor);
            }
        }
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false));
    }
}
