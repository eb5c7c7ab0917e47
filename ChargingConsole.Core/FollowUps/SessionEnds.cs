using ChargingConsole.Core.Audit;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Live;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Core.FollowUps;

/// <summary>
/// Ends sessions of which no StopTransaction came, by what else the charge point tells. The end is marked as
/// estimated, and a StopTransaction that comes after all replaces it.
/// </summary>
internal sealed partial class SessionEnds(
    Agenda agenda, CommitQueue commits, TransactionBook transactions, CommandDesk desk, ILiveFeed feed, TimeProvider clock,
    IOptions<ChargingOptions> options, ILogger<SessionEnds> logger)
{
    /// <summary>Watches a session whose connector is told free.</summary>
    public void Watch(ChargePoint chargePoint, TransactionRow transaction)
    {
        if (chargePoint.State.Connector(transaction.ConnectorId) is { Status: ConnectorStatus.Available } connector && connector.Transaction?.Id == transaction.Id)
        {
            agenda.Plan(new FollowUp(FollowUpKind.FreeConnector, chargePoint, transaction.ConnectorId, transaction.Id), Grace);
        }
    }

    /// <summary>Ends the session of a connector that is still free after the grace, unless readings say that it charges on.</summary>
    public Task CheckFreeAsync(FollowUp look) => InTurnAsync(look, connector =>
    {
        // What was told before the session began, or on a link that is gone, says nothing of it; the next status is watched again.
        if (connector is not { Status: ConnectorStatus.Available, IsCurrent: true, Row.Since: { } since }
            || !look.ChargePoint.State.IsConnected || since < connector.Transaction!.StartTime)
        {
            return null;
        }

        var free = clock.GetUtcNow() - since;
        if (free < Grace)
        {
            // It was in use in between: the grace begins anew.
            agenda.Plan(look, Grace - free);
            return null;
        }

        if (connector.Reading is { } reading && reading.TransactionId == look.Subject && reading.Timestamp > since)
        {
            if (clock.GetUtcNow() - reading.Timestamp < Grace)
            {
                agenda.Plan(look, Grace);
                return null;
            }
        }

        return (since, "Other");
    });

    /// <summary>Asks how things are when an agreed stop brought no StopTransaction.</summary>
    public async Task AskAsync(FollowUp look)
    {
        var chargePoint = look.ChargePoint;
        if (transactions.FindOpen((int)look.Subject) is null || !chargePoint.State.IsConnected)
        {
            return;
        }

        foreach (var message in new[] { "StatusNotification", "MeterValues" })
        {
            if (Capabilities.Supports(chargePoint.State, "TriggerMessage", message))
            {
                await desk.SendAsync(chargePoint.Id, "TriggerMessage", ServerRequests.Trigger(message, look.ConnectorId), Actor.Server).ConfigureAwait(false);
            }
        }

        agenda.Plan(look with { Kind = FollowUpKind.StopTold }, s_told);
    }

    /// <summary>Ends a session whose stop was agreed when its connector left charging since, or when it was waited for long enough.</summary>
    public Task CheckStopAsync(FollowUp look, bool isOverdue) => InTurnAsync(look, connector =>
    {
        var hasLeft = connector.Status is ConnectorStatus.Available or ConnectorStatus.Preparing or ConnectorStatus.Finishing or ConnectorStatus.Reserved or ConnectorStatus.Unavailable
            && connector.Row.Since >= connector.Transaction!.StartTime;
        if (!hasLeft && (!isOverdue || ChargesOn(connector)))
        {
            if (isOverdue)
            {
                // It agreed and charges on: that is for an operator to see, not for us to hide.
                agenda.Plan(look, TimeSpan.FromSeconds(options.Value.StopGiveUpSeconds));
            }

            return null;
        }

        return (hasLeft ? connector.Row.Since ?? clock.GetUtcNow() : clock.GetUtcNow(), "Remote");
    });

    // Some tell the register alone and no power.
    private bool ChargesOn(ConnectorState connector) =>
        connector is { Status: ConnectorStatus.Charging, Reading: { PowerW: null or > 0 } reading } && clock.GetUtcNow() - reading.Timestamp < Grace;

    private async Task InTurnAsync(FollowUp look, Func<ConnectorState, (DateTimeOffset At, string Reason)?> judge)
    {
        var chargePoint = look.ChargePoint;
        await chargePoint.Turn.WaitAsync().ConfigureAwait(false);
        try
        {
            var connector = chargePoint.State.Connector(look.ConnectorId);
            if (connector.Transaction?.Id != look.Subject || judge(connector) is not { } end)
            {
                return;
            }

            var ended = TransactionEnd.Estimate(connector.Transaction, connector.Reading, end.At, end.Reason);
            var unit = new UnitOfWork();
            unit.Update(ended);
            await commits.CommitAsync(unit).ConfigureAwait(false);
            transactions.Apply(chargePoint, ended);
            Ended(logger, chargePoint.Id, ended.Id, connector.Status);
        }
        finally
        {
            chargePoint.Turn.Release();
        }

        feed.Changed(chargePoint, FeedTopics.State | FeedTopics.Transactions);
    }

    private TimeSpan Grace => TimeSpan.FromSeconds(options.Value.FreeGraceSeconds);

    private static readonly TimeSpan s_told = TimeSpan.FromSeconds(5);

    [LoggerMessage(EventId = 531, Level = LogLevel.Warning, Message = "{ChargePointId}: session {TransactionId} is taken to be over, since no StopTransaction came and its connector is {Status}")]
    private static partial void Ended(ILogger logger, string chargePointId, int transactionId, ConnectorStatus status);
}
