using System.Collections.Concurrent;
using ChargingConsole.Core.Audit;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Ocpp.Sessions;
using Microsoft.Extensions.Logging;

namespace ChargingConsole.Core.FollowUps;

/// <summary>
/// Finds out what a charge point does not tell by itself on a new connection. Many neither boot nor tell a
/// status when only their link was interrupted, and one stack stays silent for good when an answer was lost.
/// </summary>
internal sealed partial class NewLinks(Agenda agenda, ConnectedSessions sessions, CommandDesk desk, ILogger<NewLinks> logger)
{
    private static readonly TimeSpan s_speaks = TimeSpan.FromSeconds(20);

    // Asked once: with some, a boot that was asked for leads to the next connection, and that to the next.
    private readonly ConcurrentDictionary<int, bool> _askedToBoot = new();

    /// <summary>Some time after a connection: asks for what is still unknown.</summary>
    public async Task SettleAsync(FollowUp look)
    {
        var chargePoint = look.ChargePoint;
        if (chargePoint.IsWaiting || Session(look) is not { } session || !Capabilities.Supports(chargePoint.State, "TriggerMessage"))
        {
            return;
        }

        if (session.Calls == 0 && chargePoint.LastAnswer is not null && await AskAsync(chargePoint, "Heartbeat").ConfigureAwait(false))
        {
            agenda.Plan(look with { Kind = FollowUpKind.Speaks }, s_speaks);
            return;
        }

        await AskAllAsync(chargePoint).ConfigureAwait(false);
    }

    /// <summary>It agreed to send a Heartbeat. When none came, it waits for an answer that an earlier connection lost: that one is given once more.</summary>
    public async Task CheckSpeaksAsync(FollowUp look)
    {
        var chargePoint = look.ChargePoint;
        if (Session(look) is not { } session)
        {
            return;
        }

        if (session.Calls > 0)
        {
            session.Troubled(ConnectionTrouble.None);
            await AskAllAsync(chargePoint).ConfigureAwait(false);
        }
        else if (chargePoint.LastAnswer is { } lost)
        {
            chargePoint.LastAnswer = null;
            AnsweredAgain(logger, chargePoint.Id, lost.UniqueId);
            await session.AnswerAgainAsync(lost).ConfigureAwait(false);
            agenda.Plan(look, s_speaks);
        }
        else
        {
            StaysMute(logger, chargePoint.Id);
            session.Troubled(ConnectionTrouble.Mute);
        }
    }

    private async Task AskAllAsync(ChargePoint chargePoint)
    {
        var state = chargePoint.State;
        // A boot's time is kept in whole milliseconds.
        var hasBooted = state.Row.LastBootAt > state.Connection?.Since.AddMilliseconds(-1);
        if (!hasBooted && state.Row.Model is null && _askedToBoot.TryAdd(chargePoint.Key, true))
        {
            await AskAsync(chargePoint, "BootNotification").ConfigureAwait(false);
        }

        if (!hasBooted && state.Connectors.IsEmpty)
        {
            await AskAsync(chargePoint, "StatusNotification").ConfigureAwait(false);
        }

        foreach (var (connectorId, _) in state.Connectors)
        {
            // One that told by itself meanwhile is not asked.
            if (!chargePoint.State.Connector(connectorId).IsCurrent && chargePoint.State.IsConnected)
            {
                await AskAsync(chargePoint, "StatusNotification", connectorId).ConfigureAwait(false);
            }
        }
    }

    private async Task<bool> AskAsync(ChargePoint chargePoint, string message, int? connectorId = null) =>
        Capabilities.Supports(chargePoint.State, "TriggerMessage", message)
        && (await desk.SendAsync(chargePoint.Id, "TriggerMessage", ServerRequests.Trigger(message, connectorId), Actor.Server).ConfigureAwait(false)).IsAccepted;

    private ChargePointSession? Session(FollowUp look) =>
        sessions.Find(look.ChargePoint) is { } session && session.Connection.SessionId == look.Subject ? session : null;

    [LoggerMessage(EventId = 532, Level = LogLevel.Warning, Message = "{ChargePointId} agreed to send a Heartbeat and did not; the answer to {UniqueId} of its last connection is given again")]
    private static partial void AnsweredAgain(ILogger logger, string chargePointId, string uniqueId);

    [LoggerMessage(EventId = 533, Level = LogLevel.Warning, Message = "{ChargePointId} answers and tells nothing by itself; a reset may help")]
    private static partial void StaysMute(ILogger logger, string chargePointId);
}
