using System.Collections.Frozen;
using System.Text.Json;
using ChargingConsole.Core.Ocpp.V16.Messages;

namespace ChargingConsole.Core.Ocpp.V16;

/// <summary>What the central system may ask of a charge point (OCPP 1.6 §5 and the security extension), and whether a payload keeps to the schema.</summary>
public static class CentralSystemRequests
{
    private static readonly FrozenSet<string> s_actions = FrozenSet.ToFrozenSet(
    [
        "CancelReservation", "CertificateSigned", "ChangeAvailability", "ChangeConfiguration", "ClearCache", "ClearChargingProfile",
        "DataTransfer", "DeleteCertificate", "ExtendedTriggerMessage", "GetCompositeSchedule", "GetConfiguration", "GetDiagnostics",
        "GetInstalledCertificateIds", "GetLocalListVersion", "GetLog", "InstallCertificate", "RemoteStartTransaction",
        "RemoteStopTransaction", "ReserveNow", "Reset", "SendLocalList", "SetChargingProfile", "SignedUpdateFirmware",
        "TriggerMessage", "UnlockConnector", "UpdateFirmware",
    ], StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<string, JsonValueKind> s_start = new()
    {
        ["connectorId"] = JsonValueKind.Number,
        ["idTag"] = JsonValueKind.String,
        ["chargingProfile"] = JsonValueKind.Object,
    };

    private static readonly Dictionary<string, JsonValueKind> s_stop = new() { ["transactionId"] = JsonValueKind.Number };

    /// <summary>All actions, in the specification's spelling.</summary>
    public static IReadOnlyCollection<string> Actions => s_actions;

    /// <summary>The action in the specification's spelling, whatever the case asked in; null when it is not the central system's to send.</summary>
    public static string? Find(string action) => s_actions.TryGetValue(action, out var known) ? known : null;

    /// <summary>What the payload breaks: the member and why; null when nothing is known to be wrong. Of most actions no schema is held yet.</summary>
    public static (string Member, string Message)? Check(string action, JsonElement payload) => action switch
    {
        "RemoteStartTransaction" => Kinds(payload, s_start) ?? Constraints(payload.Deserialize(OcppJson.Default.RemoteStartTransactionRequest)!),
        "RemoteStopTransaction" => Kinds(payload, s_stop) ?? Constraints(payload.Deserialize(OcppJson.Default.RemoteStopTransactionRequest)!),
        _ => null,
    };

    // The records read what charge points send and forgive much; what we send ourselves must be exact.
    private static (string, string)? Kinds(JsonElement payload, Dictionary<string, JsonValueKind> members)
    {
        foreach (var member in payload.EnumerateObject())
        {
            if (!members.TryGetValue(member.Name, out var kind))
            {
                return (member.Name, $"{member.Name} is not a member of this request.");
            }

            if (member.Value.ValueKind != kind || (kind == JsonValueKind.Number && !member.Value.TryGetInt32(out _)))
            {
                return (member.Name, $"{member.Name} must be {Name(kind)}.");
            }
        }

        return null;
    }

    private static (string, string)? Constraints<T>(T request)
        where T : IOcppRequest
    {
        var constraints = new Constraints();
        request.Check(ref constraints);
        return constraints.ErrorCode is null ? null : (constraints.Path!, constraints.Message!);
    }

    private static string Name(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Number => "an integer",
        JsonValueKind.String => "a text",
        _ => "an object",
    };
}
