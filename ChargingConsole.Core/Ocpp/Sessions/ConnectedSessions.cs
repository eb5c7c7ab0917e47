using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net.WebSockets;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.FollowUps;
using ChargingConsole.Core.Live;
using ChargingConsole.Core.Security;
using Microsoft.Extensions.Logging;

namespace ChargingConsole.Core.Ocpp.Sessions;

/// <summary>
/// Who is connected. A new socket for a charge point wins: the old one is marked as taken over before
/// it ends, and a session leaves only if it is still the one that is registered.
/// </summary>
public sealed partial class ConnectedSessions : IChargePointLink
{
    // Longer than the writes' pipeline keeps a handler waiting for a locked SQLite file (seven tries of five seconds):
    // what is repeated on the new socket must not meet its first sending on the way to the disk, or it is written twice.
    private static readonly TimeSpan s_drainLimit = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<int, ChargePointSession> _sessions = new();
    private readonly Fleet _fleet;
    private readonly LastSeen _lastSeen;
    private readonly SessionParts _parts;
    private readonly ILogger<ConnectedSessions> _logger;
    private long _lastSessionId;
    private volatile bool _isClosing;

    internal ConnectedSessions(Fleet fleet, LastSeen lastSeen, SessionParts parts, ILogger<ConnectedSessions> logger)
    {
        _fleet = fleet;
        _lastSeen = lastSeen;
        _parts = parts;
        _logger = logger;
    }

    /// <summary>Serves a charge point's socket until it ends.</summary>
    /// <param name="chargePoint">Who it is, as the door found out.</param>
    /// <param name="socket">The accepted socket.</param>
    /// <param name="remoteAddress">Where it comes from.</param>
    /// <param name="subprotocol">The subprotocol chosen, if any was offered.</param>
    /// <param name="admittedAs">How the connection is secured.</param>
    /// <param name="isWithdrawn">Whether what it was admitted by counts no longer: asked once it is seen to be connected, since who is cut off is looked for among the connected.</param>
    /// <param name="cancellationToken">Ends the connection.</param>
    public async Task ServeAsync(
        ChargePoint chargePoint, WebSocket socket, string remoteAddress, string? subprotocol, AdmittedAs admittedAs, Func<AdmittedAs, bool> isWithdrawn, CancellationToken cancellationToken)
    {
        var connection = new ConnectionState
        {
            SessionId = Interlocked.Increment(ref _lastSessionId),
            Since = _parts.Clock.GetUtcNow(),
            RemoteAddress = remoteAddress,
            Subprotocol = subprotocol,
            AdmittedAs = admittedAs,
        };
        using var session = new ChargePointSession(chargePoint, socket, connection, _parts);
        try
        {
            await AttachAsync(session);
            if (_isClosing || isWithdrawn(admittedAs))
            {
                session.Abort();
            }

            await session.RunAsync(cancellationToken);
        }
        finally
        {
            Detach(session);
        }
    }

    /// <inheritdoc/>
    public void Send(ChargePoint chargePoint, OutboundCall call)
    {
        if (_sessions.TryGetValue(chargePoint.Key, out var session))
        {
            session.Send(call);
        }
        else
        {
            call.Complete(new CallOutcome(CallOutcomeKind.NotConnected));
        }
    }

    /// <inheritdoc/>
    public bool Cut(ChargePoint chargePoint)
    {
        if (Find(chargePoint) is not { } session)
        {
            return false;
        }

        session.Abort();
        return true;
    }

    /// <summary>The session of a connected charge point, or null.</summary>
    internal ChargePointSession? Find(ChargePoint chargePoint) => _sessions.GetValueOrDefault(chargePoint.Key);

    /// <summary>Ends every connection and waits until what they were handling is done.</summary>
    public async Task CloseAllAsync(CancellationToken cancellationToken)
    {
        _isClosing = true;
        var sessions = _sessions.Values.ToList();
        // Some charge points never come back after a close frame; a cut connection they all know.
        sessions.ForEach(session => session.Abort());
        await Task.WhenAll(sessions.Select(session => session.Drained)).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    internal ICollection<ChargePointSession> All => _sessions.Values;

    private async Task AttachAsync(ChargePointSession session)
    {
        var chargePoint = session.ChargePoint;
        var previous = Register(session);
        var connected = previous is null ? _fleet.ConnectedChanged(+1) : _fleet.Connected;
        if (previous is not null)
        {
            previous.TakeOver();
            TakenOver(_logger, chargePoint.Id, previous.Connection.RemoteAddress, session.Connection.RemoteAddress);
            // Frames of the old socket come first; a hung one is not waited for longer than this.
            await previous.Drained.WaitAsync(s_drainLimit, _parts.Clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Settle(chargePoint, static (state, registered) => state with
        {
            Connection = registered,
            Connectors = state.Connectors.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value with { IsCurrent = false }),
        });
        Connected(_logger, chargePoint.Id, session.Connection.RemoteAddress, session.Connection.Subprotocol ?? "none offered", connected);
        _parts.Feed.Changed(chargePoint, FeedTopics.State);
        if (chargePoint.State.Maintenance is { Owed: not OwedAvailability.None })
        {
            _parts.Agenda.Plan(new FollowUp(FollowUpKind.Maintenance, chargePoint), MaintenanceDesk.AfterConnecting);
        }

        if (_parts.Options.SettleSeconds > 0)
        {
            _parts.Agenda.Plan(
                new FollowUp(FollowUpKind.Settle, chargePoint, Subject: session.Connection.SessionId), TimeSpan.FromSeconds(_parts.Options.SettleSeconds));
        }
    }

    private void Detach(ChargePointSession session)
    {
        var chargePoint = session.ChargePoint;
        if (!_sessions.TryRemove(new KeyValuePair<int, ChargePointSession>(chargePoint.Key, session)))
        {
            return;
        }

        var connected = _fleet.ConnectedChanged(-1);
        var now = _parts.Clock.GetUtcNow();
        Settle(chargePoint, static (state, registered) => state with { Connection = registered });
        Disconnected(_logger, chargePoint.Id, TimeSpan.FromSeconds(Math.Round((now - session.Connection.Since).TotalSeconds)), connected);
        _parts.Feed.Changed(chargePoint, FeedTopics.State);
        if (_fleet.Find(chargePoint.Key) is not null)
        {
            _lastSeen.Note(chargePoint, now);
        }
    }

    /// <summary>Registers a session; gives the one whose place it took. Written out, since the count of the connected depends on which of the two it was.</summary>
    private ChargePointSession? Register(ChargePointSession session)
    {
        var key = session.ChargePoint.Key;
        while (true)
        {
            if (_sessions.TryGetValue(key, out var previous))
            {
                if (_sessions.TryUpdate(key, session, previous))
                {
                    return previous;
                }
            }
            else if (_sessions.TryAdd(key, session))
            {
                return null;
            }
        }
    }

    /// <summary>
    /// Changes the state to the connection that is registered now, looked up under the state's own lock:
    /// whichever of several sockets comes here last, nothing is left behind of those that went before.
    /// </summary>
    private void Settle(ChargePoint chargePoint, Func<ChargePointState, ConnectionState?, ChargePointState> change) =>
        chargePoint.Change((_sessions, change), static (state, argument) =>
            argument.change(state, argument._sessions.GetValueOrDefault(state.Row.Key)?.Connection));

    [LoggerMessage(EventId = 510, Level = LogLevel.Information, Message = "{ChargePointId} connected from {RemoteAddress} (subprotocol {Subprotocol}); {Connected} connected")]
    private static partial void Connected(ILogger logger, string chargePointId, string remoteAddress, string subprotocol, int connected);

    [LoggerMessage(EventId = 511, Level = LogLevel.Information, Message = "{ChargePointId} disconnected after {Duration}; {Connected} connected")]
    private static partial void Disconnected(ILogger logger, string chargePointId, TimeSpan duration, int connected);

    [LoggerMessage(EventId = 512, Level = LogLevel.Information, Message = "{ChargePointId} connected again: the connection from {Old} is replaced by the one from {New}")]
    private static partial void TakenOver(ILogger logger, string chargePointId, string old, string @new);
}
