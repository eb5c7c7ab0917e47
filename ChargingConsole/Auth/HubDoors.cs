using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;

namespace ChargingConsole.Auth;

/// <summary>
/// The open connections of the hub, and an end to those whose key or token is void: at once after a change
/// here, within half a minute after one that nobody told of (an expiry, an account that was closed).
/// </summary>
internal sealed class HubDoors(AccessWatch watch, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, HubCallerContext> _open = new();

    /// <summary>A connection has begun.</summary>
    public void Opened(HubCallerContext connection) => _open[connection.ConnectionId] = connection;

    /// <summary>A connection has ended.</summary>
    public void Closed(HubCallerContext connection) => _open.TryRemove(connection.ConnectionId, out _);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_interval, clock);
        void Look() => _ = LookAsync();
        watch.Changed += Look;
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await LookAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
        finally
        {
            watch.Changed -= Look;
        }
    }

    private async Task LookAsync()
    {
        foreach (var connection in _open.Values)
        {
            try
            {
                if (connection.User is not { } user || !await watch.IsGoodAsync(user))
                {
                    connection.Abort();
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The database is away: nobody is put out for that, and the next look is in half a minute.
            }
        }
    }
}
