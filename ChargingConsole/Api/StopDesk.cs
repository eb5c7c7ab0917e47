using ChargingConsole.Core.Audit;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Commands;

namespace ChargingConsole.Api;

/// <summary>Finds the session that a stop means: the one named, or the charger's newest open one.</summary>
internal sealed class StopDesk(CommandDesk desk, Fleet fleet, TransactionBook transactions, SessionQueries sessions)
{
    /// <param name="transactionId">The session; 0 when only the charger is known.</param>
    /// <param name="chargerId">The charger, for its newest open session.</param>
    /// <param name="requestedBy">Who asks, for the record.</param>
    /// <param name="reach">The sessions that the caller may know of; to others goes what is told of none. Null for all.</param>
    public async Task<ChargingAnswer> StopAsync(int transactionId, string? chargerId, Actor requestedBy, SessionReach? reach = null)
    {
        if (transactionId > 0 && await sessions.FindAsync(transactionId, reach) is { } named)
        {
            return named.IsOpen ? ChargingWords.For(reach, await StopOpenAsync(transactionId, requestedBy)) : ChargingWords.AlreadyStopped(transactionId);
        }

        if (string.IsNullOrWhiteSpace(chargerId))
        {
            return ChargingAnswer.Refused(OutcomeCode.UnknownTransaction, ChargingWords.NoChargerForFallback);
        }

        if (!fleet.TryFind(chargerId, out var chargePoint))
        {
            return ChargingAnswer.Refused(OutcomeCode.UnknownCharger, $"Charger {chargerId} not found");
        }

        if (!chargePoint.State.IsConnected)
        {
            return ChargingAnswer.Refused(OutcomeCode.NotConnected, $"Charger {chargePoint.Id} is not connected");
        }

        var own = reach is null ? null : await sessions.OpenIdsAsync(reach);
        var newest = transactions.Open.Where(open => open.ChargePointKey == chargePoint.Key && own?.Contains(open.Id) != false).MaxBy(open => (open.StartTime, open.Id));
        return newest is null
            ? ChargingAnswer.Refused(ChargingWords.NoActiveSession, ChargingWords.NothingToStop)
            : ChargingWords.For(reach, await StopOpenAsync(newest.Id, requestedBy));
    }

    private async Task<ChargingAnswer> StopOpenAsync(int transactionId, Actor requestedBy)
    {
        var outcome = await desk.StopAsync(transactionId, requestedBy);
        // Whatever the charger said to the request: a session that ended meanwhile is what was wanted.
        return !outcome.IsAccepted && transactions.FindOpen(transactionId) is null
            ? ChargingWords.AlreadyStopped(transactionId)
            : ChargingWords.OfStop(outcome, transactionId);
    }
}
