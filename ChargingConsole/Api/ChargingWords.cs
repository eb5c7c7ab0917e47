using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Commands;

namespace ChargingConsole.Api;

/// <summary>The outcomes of start and stop in the words that the mobile app knows.</summary>
internal static class ChargingWords
{
    public const string Started = "Charging started successfully. Charger is starting...";
    public const string StartUnanswered = "Charging request sent. Charger may start charging locally. Waiting for confirmation...";
    public const string StartRejected = "Charger rejected the start request. Charger may be unavailable or already charging.";
    public const string Stopping = "Charging stop requested successfully. Charger is stopping...";
    public const string NothingToStop = "No active transaction to stop. Refresh the page; if charging continues, check OCPP session state.";
    public const string NoChargerForFallback = "No active charging session found and no charger_id provided for fallback stop";

    /// <summary>The code of <see cref="NothingToStop"/>.</summary>
    public const string NoActiveSession = "no_active_session";

    /// <summary>What the caller is told of a tag that is not the caller's: the same as of one that nobody has.</summary>
    public static ChargingAnswer NotOwnTag(string idTag) => ChargingAnswer.Refused(OutcomeCode.InvalidIdTag, $"Id tag {idTag} may not charge (status: Invalid)");

    /// <summary>An answer for somebody who sees only what is his own: nobody else's name stands in it.</summary>
    public static ChargingAnswer For(SessionReach? reach, ChargingAnswer answer) =>
        reach is not null && answer.Code == OutcomeCode.InProgress ? answer with { Message = "This is being asked of the charger right now. Try again in a moment." } : answer;

    /// <summary>What the app is told when we fail ourselves.</summary>
    public static ChargingAnswer Unexpected => ChargingAnswer.Refused("error", "An unexpected error occurred");

    /// <param name="outcome">What the desk says.</param>
    /// <param name="chargerId">The charger as the caller spelled it.</param>
    /// <param name="transaction">The session, when it began in time.</param>
    public static ChargingAnswer OfStart(CommandOutcome outcome, string chargerId, TransactionRow? transaction)
    {
        var commandId = outcome.Command?.Id;
        if (outcome.IsAccepted || transaction is not null)
        {
            return new(true, Started, transaction?.Id ?? 0, OutcomeCode.Accepted, commandId);
        }

        return outcome.Code switch
        {
            OutcomeCode.NoAnswer when outcome.Command?.State == CommandState.Offline => ChargingAnswer.Refused(OutcomeCode.NotConnected, NotConnected(chargerId), commandId),
            // It may have been heard all the same, and the session that follows is linked to this command.
            OutcomeCode.NoAnswer => new(true, StartUnanswered, 0, outcome.Code, commandId),
            OutcomeCode.NotConnected => ChargingAnswer.Refused(outcome.Code, NotConnected(chargerId), commandId),
            OutcomeCode.Rejected when outcome.Command?.AnswerStatus == "Rejected" => ChargingAnswer.Refused(outcome.Code, StartRejected, commandId),
            OutcomeCode.Rejected => ChargingAnswer.Refused(outcome.Code, $"Failed to start charging: {outcome.Command?.AnswerStatus}", commandId),
            _ => ChargingAnswer.Refused(outcome.Code, outcome.Message, commandId),
        };
    }

    /// <param name="outcome">What the desk says.</param>
    /// <param name="transactionId">The session that was to be stopped.</param>
    public static ChargingAnswer OfStop(CommandOutcome outcome, int transactionId)
    {
        var commandId = outcome.Command?.Id;
        return outcome.Code switch
        {
            OutcomeCode.Accepted => new(true, Stopping, transactionId, outcome.Code, commandId),
            OutcomeCode.NoAnswer => ChargingAnswer.Refused(outcome.Code, "No response from charger for RemoteStopTransaction.", commandId),
            OutcomeCode.Rejected => ChargingAnswer.Refused(outcome.Code, $"Failed to stop charging: {outcome.Command?.AnswerStatus}", commandId),
            _ => ChargingAnswer.Refused(outcome.Code, outcome.Message, commandId),
        };
    }

    private static string NotConnected(string chargerId) => $"Charger {chargerId} is not connected. Please ensure charger is connected to OCPP server.";

    public static ChargingAnswer AlreadyStopped(int transactionId) =>
        new(true, $"Session {transactionId} is already stopped.", transactionId, OutcomeCode.AlreadyStopped);
}
