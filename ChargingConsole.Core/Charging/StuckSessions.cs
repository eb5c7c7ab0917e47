using ChargingConsole.Core.Audit;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Live;

namespace ChargingConsole.Core.Charging;

/// <summary>
/// Closes sessions here that no charge point will end any more. The charge point is not asked; the end is marked as
/// estimated, and a StopTransaction that comes after all replaces it.
/// </summary>
public sealed class StuckSessions(
    Fleet fleet, TransactionBook transactions, SessionQueries sessions, CommandLedger ledger, CommitQueue commits, AuditTrail trail, ILiveFeed feed, TimeProvider clock)
{
    /// <summary>The action under which a closed session stands in the record; it is none of OCPP's.</summary>
    public const string Close = "CloseSession";

    private static readonly TimeSpan s_fresh = TimeSpan.FromMinutes(5);

    /// <summary>What closing an open session would assume; null when it is not open.</summary>
    public async Task<AssumedEnd?> AssumeAsync(int transactionId)
    {
        if (transactions.FindOpen(transactionId) is not { } transaction || fleet.Find(transaction.ChargePointKey) is not { } chargePoint)
        {
            return null;
        }

        return Assume(chargePoint, transaction, await LatestAsync(chargePoint, transaction));
    }

    /// <summary>Closes an open session; null when it is not open.</summary>
    /// <param name="transactionId">The transaction.</param>
    /// <param name="by">Who, for the record.</param>
    /// <exception cref="DatabaseUnavailableException">The database is away; nothing was changed.</exception>
    public async Task<TransactionRow?> CloseAsync(int transactionId, Actor by)
    {
        if (transactions.FindOpen(transactionId) is not { } known || fleet.Find(known.ChargePointKey) is not { } chargePoint)
        {
            return null;
        }

        TransactionRow ended;
        await chargePoint.Turn.WaitAsync();
        try
        {
            if (transactions.FindOpen(transactionId) is not { } transaction)
            {
                return null;
            }

            var latest = await LatestAsync(chargePoint, transaction);
            var end = Assume(chargePoint, transaction, latest);
            var now = clock.GetUtcNow();
            ended = TransactionEnd.Estimate(transaction, latest, end.At, "Other") with { StopReceivedAt = now };
            var unit = new UnitOfWork();
            unit.Update(ended);
            unit.Insert(new CommandRow
            {
                Id = ledger.NextId(),
                ChargePointKey = chargePoint.Key,
                Action = Close,
                ConnectorId = transaction.ConnectorId,
                IdTag = transaction.IdTag,
                TransactionId = transaction.Id,
                RequestedBy = by.Name,
                RequestedAt = now,
                EndedAt = now,
                State = CommandState.Confirmed,
                Message = "The session was closed here and its end estimated. The charger was not asked.",
                Request = "{}",
            });
            trail.Note(unit, by, AuditWords.SessionClosed, FormattableString.Invariant($"{chargePoint.Id}/{transactionId}"));
            await commits.CommitAsync(unit);
            transactions.Apply(chargePoint, ended);
        }
        finally
        {
            chargePoint.Turn.Release();
        }

        feed.Changed(chargePoint, FeedTopics.State | FeedTopics.Transactions | FeedTopics.Commands);
        return ended;
    }

    private async Task<MeterReadingRow?> LatestAsync(ChargePoint chargePoint, TransactionRow transaction) =>
        chargePoint.State.Connector(transaction.ConnectorId).Reading is { } reading && reading.TransactionId == transaction.Id
            ? reading
            : (await sessions.ReadingsAsync(transaction.Id, 1)).SingleOrDefault();

    private AssumedEnd Assume(ChargePoint chargePoint, TransactionRow transaction, MeterReadingRow? latest)
    {
        var now = clock.GetUtcNow();
        var heard = latest?.Timestamp ?? chargePoint.LastHeardAt ?? transaction.StartTime;
        var at = heard < transaction.StartTime ? transaction.StartTime : heard > now ? now : heard;
        var energy = latest?.EnergyWh is { } register ? Math.Max(0, register - transaction.MeterStart) : 0;
        var goesOn = chargePoint.State.IsConnected && latest is not null && now - latest.Timestamp < s_fresh
            && chargePoint.State.Connector(transaction.ConnectorId).Status == ConnectorStatus.Charging;
        return new AssumedEnd(at, energy, latest is not null, goesOn);
    }
}

/// <summary>What closing a session here assumes.</summary>
/// <param name="At">When it is taken to have ended, UTC: at its last reading, or else when its charger was last heard.</param>
/// <param name="EnergyWh">The energy in Wh by its last reading; 0 without one.</param>
/// <param name="HasReading">Whether there is a reading.</param>
/// <param name="GoesOn">Whether the charger still tells that it charges.</param>
public sealed record AssumedEnd(DateTimeOffset At, double EnergyWh, bool HasReading, bool GoesOn);
