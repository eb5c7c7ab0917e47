using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;

namespace ChargingConsole.Benchmarks.Load;

/// <summary>Clients of the hub that follow everything, as a wall of dashboards would.</summary>
internal sealed class HubFollowers(Tally tally) : IAsyncDisposable
{
    private readonly CancellationTokenSource _ending = new();
    private readonly List<HubConnection> _connections = [];
    private readonly List<Task> _following = [];
    private long _batches;

    /// <summary>Batches received since the window was opened.</summary>
    public long Batches => Volatile.Read(ref _batches);

    public static async Task<HubFollowers> StartAsync(int webPort, int count, Tally tally, CancellationToken cancellationToken)
    {
        var followers = new HubFollowers(tally);
        for (var i = 0; i < count; i++)
        {
            var connection = new HubConnectionBuilder()
                .WithUrl($"http://127.0.0.1:{webPort}/hubs/live", options => options.Headers.Add(WebAccess.Header, WebAccess.Key))
                .Build();
            followers._connections.Add(connection);
            await connection.StartAsync(cancellationToken);
            followers._following.Add(followers.FollowAsync(connection));
        }

        return followers;
    }

    public void OpenWindow() => Volatile.Write(ref _batches, 0);

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await Task.WhenAll(_following);
        foreach (var connection in _connections)
        {
            await connection.DisposeAsync();
        }

        _ending.Dispose();
    }

    private async Task FollowAsync(HubConnection connection)
    {
        try
        {
            await foreach (var _ in connection.StreamAsync<JsonElement>("Follow", null, _ending.Token))
            {
                Interlocked.Increment(ref _batches);
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
        catch (Exception e)
        {
            tally.Error($"a follower of the hub ended: {e.Message}");
        }
    }
}
