using System.Runtime.CompilerServices;
using ChargingConsole.Auth;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using Microsoft.AspNetCore.SignalR;

namespace ChargingConsole.Api;

/// <summary>The feed for other clients than the dashboard: what they ask to follow, in batches, at most ten a second.</summary>
internal sealed class LiveHub(LiveStreams streams, Fleet fleet, HubDoors doors) : Hub
{
    /// <summary>How many streams one connection may have open.</summary>
    public const int MaxStreams = 8;

    private static readonly object s_openKey = new();

    /// <inheritdoc/>
    public override async Task OnConnectedAsync()
    {
        await doors.OpenedAsync(Context);
        await base.OnConnectedAsync();
    }

    /// <inheritdoc/>
    public override Task OnDisconnectedAsync(Exception? exception)
    {
        doors.Closed(Context);
        return base.OnDisconnectedAsync(exception);
    }

    /// <summary>
    /// Streams batches until the client ends it. A client that reads too slowly is not queued for: what
    /// it misses is told as a number. Drivers and partners follow chargers and their own sessions, and no frames.
    /// </summary>
    /// <exception cref="HubException">The charger or a word is unknown, or the connection has too many streams.</exception>
    public async IAsyncEnumerable<LiveBatch> Follow(LiveSubscription? subscription, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var asked = subscription ?? new LiveSubscription();
        var filter = LiveFilter.Of(asked, fleet, out var refusal) ?? throw new HubException(refusal);
        if (Open.Add(1) > MaxStreams)
        {
            Open.Add(-1);
            throw new HubException($"A connection may follow {MaxStreams} things at once.");
        }

        try
        {
            await foreach (var batch in streams.FollowAsync(asked, filter, Context.User is { } user ? Reach.Of(user) : SessionReach.OfTags([]), cancellationToken))
            {
                yield return batch;
            }
        }
        finally
        {
            Open.Add(-1);
        }
    }

    private Counter Open
    {
        get
        {
            lock (Context.Items)
            {
                if (!Context.Items.TryGetValue(s_openKey, out var counter))
                {
                    Context.Items[s_openKey] = counter = new Counter();
                }

                return (Counter)counter!;
            }
        }
    }

    private sealed class Counter
    {
        private int _value;

        public int Add(int by) => Interlocked.Add(ref _value, by);
    }
}
