using System.Collections.Concurrent;
using ChargingConsole.Core;
using Microsoft.AspNetCore.SignalR;

namespace ChargingConsole.Auth;

/// <summary>
/// The open connections of the hub, and an end to those whose key or token is void: at once after a change
/// here, within half a minute after one that nobody told of (an expiry, an account that was closed).
/// </summary>
internal sealed class HubDoors(AccessWatch watch, TimeProvider clock, ILogger<HubDoors> logger) : Rounds(s_interval, clock, logger)
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, HubCallerContext> _open = new();

    /// <summary>A connection has begun. It is looked at once more: what was taken away since it was let in was told to those that stood here.</summary>
    public Task OpenedAsync(HubCallerContext connection)
    {
        _open[connection.ConnectionId] = connection;
        return LookAtAsync(connection);
    }

    /// <summary>A connection has ended.</summary>
    public void Closed(HubCallerContext connection) => _open.TryRemove(connection.ConnectionId, out _);

    /// <inheritdoc/>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        watch.Changed += Look;
        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        watch.Changed -= Look;
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override Task DoAsync(CancellationToken stoppingToken) => LookAsync();

    private void Look() => _ = LookAsync();

    private Task LookAsync() => Task.WhenAll(_open.Values.Select(LookAtAsync));

    private async Task LookAtAsync(HubCallerContext connection)
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
