using System.Text.Json;
using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Core.Ocpp.Sessions;

namespace ChargingConsole.Core.Commands;

/// <summary>Outcomes in plain words.</summary>
internal static class CommandWords
{
    /// <summary>The outcome of a command whose call has ended.</summary>
    public static CommandOutcome Tell(OpenCommand command, CallOutcome answer)
    {
        var row = command.Row;
        var (code, message) = answer.Kind switch
        {
            CallOutcomeKind.Result => OfStatus(row.Action, Status(answer), answer.Payload),
            CallOutcomeKind.Error when answer.ErrorCode is CallErrorCode.NotImplemented or CallErrorCode.NotSupported =>
                (OutcomeCode.NotSupported, $"Charger does not support {row.Action}."),
            CallOutcomeKind.Error => (OutcomeCode.CallError, $"The charger answered with an error: {answer.ErrorCode} {answer.ErrorDescription}".TrimEnd()),
            CallOutcomeKind.Unreadable => (OutcomeCode.CallError, "The charger answered with something that is no OCPP answer."),
            CallOutcomeKind.NotConnected => (OutcomeCode.NotConnected, $"Charger {command.ChargePoint.Id} is not connected"),
            CallOutcomeKind.ConnectionLost => (OutcomeCode.NoAnswer, $"No answer: {answer.ErrorDescription ?? "the connection ended"}."),
            _ => (OutcomeCode.NoAnswer, $"No response from charger for {row.Action}."),
        };
        return new CommandOutcome { Code = code, Message = message, Command = row, Confirmation = command.Confirmation };
    }

    /// <summary>The status in an answer, or null when it has none.</summary>
    public static string? Status(CallOutcome answer)
    {
        if (answer.Kind != CallOutcomeKind.Result || answer.Payload is null)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(answer.Payload);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("status", out var status)
                ? status.ToString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether a status means that the charge point agreed; an answer without a status (GetConfiguration) does.</summary>
    public static bool IsAgreement(string? status) =>
        status is null or "Accepted" or "AcceptedCanceled" or "Scheduled" or "Unlocked" or "RebootRequired";

    /// <summary>Why an agreed command never took effect.</summary>
    public static string Expired(string action) => action switch
    {
        OpenCommands.RemoteStart => "Accepted, but no session began: is the cable plugged in?",
        OpenCommands.RemoteStop => "Accepted, but the session did not end. The charger may be waiting for the vehicle, or has lost track of the session.",
        "Reset" => "Accepted, but the charger did not boot again. It may be waiting for a session to end, or has not come back online.",
        _ => "Accepted, but the effect was never seen.",
    };

    private static (string Code, string Message) OfStatus(string action, string? status, string? payload) => status switch
    {
        _ when IsAgreement(status) => (OutcomeCode.Accepted, AnswerWords.Of(action, status, payload) ?? (status is null or "Accepted" ? "Accepted by the charger." : $"The charger answered {status}.")),
        "NotSupported" or "NotImplemented" => (OutcomeCode.NotSupported, AnswerWords.Of(action, status, payload) ?? $"Charger does not support {action}."),
        _ => (OutcomeCode.Rejected, AnswerWords.Of(action, status, payload) ?? $"The charger answered {status}."),
    };
}
