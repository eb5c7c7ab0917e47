using System.Text.Json.Nodes;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Configuration;

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
                Texts.Say("Reset {0} at once?", chargePoint.Id),
                Texts.Say("The charger restarts without ending anything in order. {0} The charger is offline until it has booted.", Running(sessions)),
                Texts.Say("Reset now"),
                MustType: true),
            "Reset" when sessions.Length > 0 => new(Texts.Say("Reset {0}?", chargePoint.Id), Texts.Say("{0} The charger is offline until it has booted.", Running(sessions)), Texts.Say("Reset")),
            "UnlockConnector" when Session(state, payload) is { } session => new(
                Texts.Say("Unlock connector {0}?", session.ConnectorId), Texts.Say("{0} It ends, and the cable comes free.", Of(session)), Texts.Say("Unlock")),
            "ChangeAvailability" when Word(payload, "type") == "Inoperative" => OutOfOperation(chargePoint, payload, sessions),
            "RemoteStopTransaction" => Stop(sessions, payload),
            "UpdateFirmware" or "SignedUpdateFirmware" => new(
                Texts.Say("Update {0}?", chargePoint.Id), Texts.Say("The charger installs the firmware and restarts. {0}", Running(sessions)), Texts.Say("Update")),
            "ClearChargingProfile" when payload.Count == 0 => new(
                Texts.Say("Remove every charging profile?"), Texts.Say("No filter is set, so {0} forgets all limits that were installed on it.", chargePoint.Id), Texts.Say("Remove all")),
            "SendLocalList" when Word(payload, "updateType") == "Full" && payload["localAuthorizationList"] is not JsonArray { Count: > 0 } => new(
                Texts.Say("Empty the local list?"), Texts.Say("A full list without tags takes every tag away from {0}; offline, it may then refuse known drivers.", chargePoint.Id), Texts.Say("Empty the list")),
            "DeleteCertificate" => new(Texts.Say("Delete this certificate?"), Texts.Say("Without its root certificate, {0} may no longer connect, or no longer trust new firmware.", chargePoint.Id), Texts.Say("Delete")),
            "ChangeConfiguration" when s_keysOfTheConnection.Contains(Word(payload, "key"), StringComparer.OrdinalIgnoreCase) => new(
                Texts.Say("Change {0}?", Word(payload, "key")), Texts.Say("This key is part of how {0} connects. A wrong value locks it out, and only a visit brings it back.", chargePoint.Id), Texts.Say("Change")),
            "ChangeConfiguration" when Fault(payload) is { } fault => new(
                Texts.Say("Send it anyway?"), $"{Recorded.Say(fault)} {Texts.Say("Some chargers take such a value all the same, and do what nobody expects.")}", Texts.Say("Send anyway")),
            _ => null,
        };
    }

    private static string? Fault(JsonObject payload) =>
        Word(payload, "key") is { } key && Word(payload, "value") is { } value ? KnownKeys.Fault(key, value)?.Message : null;

    private static Harm? OutOfOperation(ChargePoint chargePoint, JsonObject payload, TransactionRow[] sessions)
    {
        var connector = Number(payload, "connectorId") ?? 0;
        var harmed = connector == 0 ? sessions : [.. sessions.Where(session => session.ConnectorId == connector)];
        var what = connector == 0 ? chargePoint.Id : Texts.Say("connector {0} of {1}", connector, chargePoint.Id);
        return harmed.Length > 0
            ? new(Texts.Say("Take {0} out of operation?", what), Texts.Say("{0} It goes on; when it has ended, nobody can charge here until it is put back into operation.", string.Join(' ', harmed.Select(Of))), Texts.Say("Take out of operation"))
            : new(Texts.Say("Take {0} out of operation?", what), Texts.Say("Nobody can charge here until it is put back into operation."), Texts.Say("Take out of operation"));
    }

    private static Harm Stop(TransactionRow[] sessions, JsonObject payload)
    {
        var id = Number(payload, "transactionId");
        return Array.Find(sessions, session => session.Id == id) is { } session
            ? new(Texts.Say("Stop session {0}?", id), Texts.Say("{0} The driver's car stops charging.", Of(session)), Texts.Say("Stop session"))
            : new(Texts.Say("Stop session {0}?", id), Texts.Say("The console knows no such open session on this charger. If it has one, it ends."), Texts.Say("Stop session"));
    }

    private static string Running(TransactionRow[] sessions) => sessions.Length switch
    {
        0 => Texts.Say("No session is open."),
        1 => Texts.Say("{0} It ends.", Of(sessions[0])),
        _ => Texts.Say("{0} sessions are open ({1}) and end.", sessions.Length, string.Join(", ", sessions.Select(session => session.IdTag))),
    };

    /// <summary>Who is charging where.</summary>
    public static string Of(TransactionRow session) => Texts.Say("{0} is charging on connector {1} (session {2}).", session.IdTag, session.ConnectorId, session.Id);

    private static TransactionRow? Session(ChargePointState state, JsonObject payload) =>
        Number(payload, "connectorId") is { } connector ? state.Connector(connector).Transaction : null;

    private static string? Word(JsonObject payload, string member) =>
        payload[member] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static int? Number(JsonObject payload, string member) =>
        payload[member] is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;
}
