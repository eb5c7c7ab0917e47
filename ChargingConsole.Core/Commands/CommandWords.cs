using System.Collections.Frozen;
using System.Text.Json;
using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Core.Ocpp.Sessions;
using ChargingConsole.Core.Ocpp.V16;

namespace ChargingConsole.Core.Commands;

/// <summary>Outcomes in plain words.</summary>
internal static class CommandWords
{
    private static readonly FrozenSet<string> s_agreements =
        FrozenSet.ToFrozenSet(["Accepted", "AcceptedCanceled", "RebootRequired", "Scheduled", "Unlocked"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The outcome of a command whose call has ended.</summary>
    public static CommandOutcome Tell(OpenCommand command, CallOutcome answer)
    {
        var row = command.Row;
        var (code, message) = answer.Kind switch
        {
            CallOutcomeKind.Result => OfResult(row.Action, answer),
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

    /// <summary>
    /// Whether a status means that the charge point agreed. Case is forgiven. Without a status, an answer that
    /// should have one is no agreement, and one that has none by the specification is.
    /// </summary>
    public static bool IsAgreement(string action, string? status) => status is null
        ? OutboundActions.Find(action) is null or { Statuses.Count: 0 }
        : s_agreements.Contains(status);

    /// <summary>Whether a status means that the charge point does not know what it was asked.</summary>
    public static bool IsUnsupported(string? status) => status is "NotSupported" or "NotImplemented";

    /// <summary>The words for an answer that came after its time-out.</summary>
    public static string Late(CallOutcome answer, string message) => $"late: {Status(answer) ?? answer.ErrorCode ?? "answered"}. {message}";

    /// <summary>Why an agreed command never took effect.</summary>
    public static string Expired(string action) => action switch
    {
        OpenCommands.RemoteStart => "Accepted, but no session began: is the cable plugged in?",
        OpenCommands.RemoteStop => "Accepted, but the session did not end. The charger may be waiting for the vehicle, or has lost track of the session.",
        "Reset" => "Accepted, but the charger did not boot again. It may be waiting for a session to end, or has not come back online.",
        _ => "Accepted, but the effect was never seen.",
    };

    /// <summary>What a CALLRESULT means: a word of <see cref="OutcomeCode"/>, and a sentence.</summary>
    public static (string Code, string Message) OfResult(string action, CallOutcome answer)
    {
        var status = Status(answer);
        var message = AnswerWords.Of(action, Spelled(action, status), answer.Payload) ?? Unexplained(action, status);
        return (IsAgreement(action, status) ? OutcomeCode.Accepted : IsUnsupported(status) ? OutcomeCode.NotSupported : OutcomeCode.Rejected, message);
    }

    private static string? Spelled(string action, string? status) =>
        OutboundActions.Find(action)?.Statuses.FirstOrDefault(known => known.Equals(status, StringComparison.OrdinalIgnoreCase)) ?? status;

    private static string Unexplained(string action, string? status) => status switch
    {
        null when IsAgreement(action, status) => "The charger answered, and told nothing.",
        null => "The charger answered without a status, so it is not known whether it agreed.",
        _ when s_agreements.Contains(status) => "Accepted by the charger.",
        _ when IsUnsupported(status) => $"Charger does not support {action}.",
        _ => $"The charger answered {status}, which OCPP 1.6 does not know here.",
    };
}
