using System.Text.Json.Nodes;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;

namespace ChargingConsole.Components.Commands;

/// <summary>What a command would harm, so that an operator is asked before.</summary>
/// <param name="Title">The question.</param>
/// <param name="Text">What is harmed.</param>
/// <param name="Act">The word on the button that goes on.</param>
/// <param name="MustType">Whether the charger's id has to be typed, since the harm is great.</param>
public sealed record Harm(string Title, string Text, string Act, bool MustType = false)
{
    private static readonly string[] s_keysOfTheConnection = ["AuthorizationKey", "SecurityProfile", "CentralSystemURL", "OCPPCsUrl"];

    /// <summary>The harm of a request to a charger as it is now; null when there is none worth asking about.</summary>
    public static Harm? Of(ChargePoint chargePoint, string action, JsonObject payload)
    {
        var state = chargePoint.State;
        var sessions = state.Connectors.Values.Select(connector => connector.Transaction).OfType<TransactionRow>().ToArray();
        return action switch
        {
            "Reset" when Word(payload, "type") == "Hard" => new(
                $"Reset {chargePoint.Id} at once?",
                $"The charger restarts without ending anything in order. {Running(sessions)} The charger is offline until it has booted.",
                "Reset now",
                MustType: true),
            "Reset" when sessions.Length > 0 => new($"Reset {chargePoint.Id}?", $"{Running(sessions)} The charger is offline until it has booted.", "Reset"),
            "UnlockConnector" when Session(state, payload) is { } session => new(
                $"Unlock connector {session.ConnectorId}?", $"{Of(session)} It ends, and the cable comes free.", "Unlock"),
            "ChangeAvailability" when Word(payload, "type") == "Inoperative" => OutOfOperation(chargePoint, payload, sessions),
            "RemoteStopTransaction" => Stop(sessions, payload),
            "UpdateFirmware" or "SignedUpdateFirmware" => new(
                $"Update {chargePoint.Id}?", $"The charger installs the firmware and restarts. {Running(sessions)}", "Update"),
            "ClearChargingProfile" when payload.Count == 0 => new(
                "Remove every charging profile?", $"No filter is set, so {chargePoint.Id} forgets all limits that were installed on it.", "Remove all"),
            "SendLocalList" when Word(payload, "updateType") == "Full" && payload["localAuthorizationList"] is not JsonArray { Count: > 0 } => new(
                "Empty the local list?", $"A full list without tags takes every tag away from {chargePoint.Id}; offline, it may then refuse known drivers.", "Empty the list"),
            "DeleteCertificate" => new("Delete this certificate?", $"Without its root certificate, {chargePoint.Id} may no longer connect, or no longer trust new firmware.", "Delete"),
            "ChangeConfiguration" when s_keysOfTheConnection.Contains(Word(payload, "key"), StringComparer.OrdinalIgnoreCase) => new(
                $"Change {Word(payload, "key")}?", $"This key is part of how {chargePoint.Id} connects. A wrong value locks it out, and only a visit brings it back.", "Change"),
            _ => null,
        };
    }

    private static Harm? OutOfOperation(ChargePoint chargePoint, JsonObject payload, TransactionRow[] sessions)
    {
        var connector = Number(payload, "connectorId") ?? 0;
        var harmed = connector == 0 ? sessions : [.. sessions.Where(session => session.ConnectorId == connector)];
        var what = connector == 0 ? chargePoint.Id : $"connector {connector} of {chargePoint.Id}";
        return harmed.Length > 0
            ? new($"Take {what} out of operation?", $"{string.Join(' ', harmed.Select(Of))} It goes on; when it has ended, nobody can charge here until it is put back into operation.", "Take out of operation")
            : new($"Take {what} out of operation?", "Nobody can charge here until it is put back into operation.", "Take out of operation");
    }

    private static Harm Stop(TransactionRow[] sessions, JsonObject payload)
    {
        var id = Number(payload, "transactionId");
        return Array.Find(sessions, session => session.Id == id) is { } session
            ? new($"Stop session {id}?", $"{Of(session)} The driver's car stops charging.", "Stop session")
            : new($"Stop session {id}?", "The console knows no such open session on this charger. If it has one, it ends.", "Stop session");
    }

    private static string Running(TransactionRow[] sessions) => sessions.Length switch
    {
        0 => "No session is open.",
        1 => $"{Of(sessions[0])} It ends.",
        _ => $"{sessions.Length} sessions are open ({string.Join(", ", sessions.Select(session => session.IdTag))}) and end.",
    };

    private static string Of(TransactionRow session) => $"{session.IdTag} is charging on connector {session.ConnectorId} (session {session.Id}).";

    private static TransactionRow? Session(ChargePointState state, JsonObject payload) =>
        Number(payload, "connectorId") is { } connector ? state.Connector(connector).Transaction : null;

    private static string? Word(JsonObject payload, string member) =>
        payload[member] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static int? Number(JsonObject payload, string member) =>
        payload[member] is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;
}
