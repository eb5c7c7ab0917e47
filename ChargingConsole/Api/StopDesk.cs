using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Commands;

namespace ChargingConsole.Api;

/// <summary>Finds the session that a stop means: the one named, or the charger's newest open one.</summary>
internal sealed class StopDesk(CommandDesk desk, Fleet fleet, TransactionBook transactions, SessionQueries sessions)
{
    public async Task<ChargingAnswer> StopAsync(int transactionId, string? chargerId, string requestedBy)
    {
        if (transactionId > 0)
        {
            if (transactions.FindOpen(transactionId) is not null)
            {
                return await StopOpenAsync(transactionId, requestedBy);
            }

            if (await sessions.FindAsync(transactionId) is { IsOpen: false })
            {
                return ChargingWords.AlreadyStopped(transactionId);
            }
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

        var newest = transactions.Open.Where(open => open.ChargePointKey == chargePoint.Key).MaxBy(open => (open.StartTime, open.Id));
        return newest is null
            ? ChargingAnswer.Refused(ChargingWords.NoActiveSession, ChargingWords.NothingToStop)
            : await StopOpenAsync(newest.Id, requestedBy);
    }

    private async Task<ChargingAnswer> StopOpenAsync(int transactionId, string requestedBy)
    {
        var outcome = await desk.StopAsync(transactionId, requestedBy);
        // Whatever the charger said to the request: a session that ended meanwhile is what was wanted.
        return !outcome.IsAccepted && transactions.FindOpen(transactionId) is null
            ? ChargingWords.AlreadyStopped(transactionId)
            : ChargingWords.OfStop(outcome, transactionId);
    }
}
