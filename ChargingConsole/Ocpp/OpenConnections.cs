using System.Collections.Concurrent;
using System.Net;
using ChargingConsole.Core;
using ChargingConsole.Core.Ocpp.Limits;
using ChargingConsole.Core.Security;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Ocpp;

/// <summary>
/// The connections of the charge points' listener, from their first byte on: so many at once, so many from one
/// address, and none that does not become a WebSocket in time.
/// </summary>
internal sealed partial class OpenConnections(
    Callers callers, BlockedAddresses blocked, RejectedConnections rejected, IOptions<LimitOptions> options, TimeProvider clock, ILogger<OpenConnections> logger)
    : Rounds(s_look, clock, logger)
{
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);

    private readonly LimitOptions _limits = options.Value;
    private readonly ConcurrentDictionary<Handshake, bool> _handshakes = new();
    private readonly ConcurrentDictionary<string, int> _byAddress = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>How many connections stand.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>How many of them are no WebSocket yet.</summary>
    public int HalfOpen => _handshakes.Count;

    /// <summary>Lets a connection through to the server until it ends, or ends it at once when it is one too many.</summary>
    public async Task ServeAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        if (connection.RemoteEndPoint is IPEndPoint end && blocked.Find(end.Address) is not null)
        {
            Refuse(connection, Refusals.BlockedAddress);
            return;
        }

        var address = callers.LimitedAs(connection.RemoteEndPoint);
        var reason = Enter(address);
        try
        {
            if (reason is not null)
            {
                Refuse(connection, reason);
                return;
            }

            var handshake = new Handshake(this, connection, Clock.GetTimestamp());
            connection.Features.Set(handshake);
            _handshakes[handshake] = true;
            try
            {
                await next(connection);
            }
            finally
            {
                handshake.Done();
            }
        }
        finally
        {
            Leave(address);
        }
    }

    /// <inheritdoc/>
    protected override Task DoAsync(CancellationToken stoppingToken)
    {
        var limit = TimeSpan.FromSeconds(_limits.HandshakeSeconds);
        foreach (var (handshake, _) in _handshakes)
        {
            if (Clock.GetElapsedTime(handshake.Began) > limit)
            {
                handshake.Done();
                Refuse(handshake.Connection, $"The connection did not become a WebSocket within {_limits.HandshakeSeconds} seconds (Ocpp:Limits:HandshakeSeconds).");
            }
        }

        return Task.CompletedTask;
    }

    private string? Enter(string? address)
    {
        var count = Interlocked.Increment(ref _count);
        var ofAddress = address is null ? 0 : _byAddress.AddOrUpdate(address, 1, static (_, known) => known + 1);
        return count > _limits.Connections ? $"There are {_limits.Connections} connections already (Ocpp:Limits:Connections)."
            : ofAddress > _limits.ConnectionsPerAddress ? $"There are {_limits.ConnectionsPerAddress} connections from this address already (Ocpp:Limits:ConnectionsPerAddress)."
            : null;
    }

    private void Leave(string? address)
    {
        Interlocked.Decrement(ref _count);
        if (address is not null && _byAddress.AddOrUpdate(address, 0, static (_, known) => known - 1) == 0)
        {
            // Only while it is still none: another may have come meanwhile.
            _byAddress.TryRemove(new KeyValuePair<string, int>(address, 0));
        }
    }

    private void Refuse(ConnectionContext connection, string reason)
    {
        var address = connection.RemoteEndPoint is IPEndPoint { Address: var told } ? (told.IsIPv4MappedToIPv6 ? told.MapToIPv4() : told).ToString() : "";
        if (rejected.Add("", address, reason))
        {
            Refused(Log, address, reason);
        }

        connection.Abort(new ConnectionAbortedException(reason));
    }

    [LoggerMessage(EventId = 3, Level = LogLevel.Warning, Message = "Refused a connection from {Address}: {Reason}")]
    private static partial void Refused(ILogger logger, string address, string reason);

    /// <summary>A connection that is no WebSocket yet.</summary>
    internal sealed class Handshake(OpenConnections connections, ConnectionContext connection, long began)
    {
        /// <summary>The connection.</summary>
        public ConnectionContext Connection { get; } = connection;

        /// <summary>When it came, as a timestamp.</summary>
        public long Began { get; } = began;

        /// <summary>Its request has come whole; its time no longer runs.</summary>
        public void Done() => connections._handshakes.TryRemove(this, out _);
    }
}
