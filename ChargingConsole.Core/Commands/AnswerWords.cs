using System.Globalization;
using System.Text.Json;

namespace ChargingConsole.Core.Commands;

/// <summary>What each possible answer to each request means, in plain words (OCPP 1.6 §6 and §7, and the security extension).</summary>
internal static class AnswerWords
{
    private const string WillFetch = "The charger will fetch the firmware.";

    private static readonly Dictionary<(string Action, string Status), string> s_words = new()
    {
        [("CancelReservation", "Accepted")] = "The reservation is cancelled.",
        [("CancelReservation", "Rejected")] = "The charger knows no such reservation.",
        [("CertificateSigned", "Accepted")] = "The charger took the certificate.",
        [("CertificateSigned", "Rejected")] = "The charger refused the certificate.",
        [("ChangeAvailability", "Accepted")] = "The charger changed its availability.",
        [("ChangeAvailability", "Scheduled")] = "The charger changes its availability when the running session has ended.",
        [("ChangeAvailability", "Rejected")] = "The charger refused to change its availability.",
        [("ChangeConfiguration", "Accepted")] = "The charger took the new value.",
        [("ChangeConfiguration", "RebootRequired")] = "The charger took the new value; it counts after the next reboot.",
        [("ChangeConfiguration", "Rejected")] = "The charger refused the new value.",
        [("ChangeConfiguration", "NotSupported")] = "The charger does not know this key.",
        [("ClearCache", "Accepted")] = "The charger emptied its cache of tags.",
        [("ClearCache", "Rejected")] = "The charger did not empty its cache of tags.",
        [("ClearChargingProfile", "Accepted")] = "The charger removed the charging profiles.",
        [("ClearChargingProfile", "Unknown")] = "The charger has no such charging profile.",
        [("DataTransfer", "Accepted")] = "The charger took the data.",
        [("DataTransfer", "Rejected")] = "The charger knows this message and refused it.",
        [("DataTransfer", "UnknownMessageId")] = "The charger knows the vendor, and not this message id.",
        [("DataTransfer", "UnknownVendorId")] = "The charger does not know this vendor id.",
        [("DeleteCertificate", "Accepted")] = "The charger deleted the certificate.",
        [("DeleteCertificate", "Failed")] = "The charger could not delete the certificate.",
        [("DeleteCertificate", "NotFound")] = "The charger has no such certificate.",
        [("ExtendedTriggerMessage", "Accepted")] = "The charger will send it.",
        [("ExtendedTriggerMessage", "Rejected")] = "The charger refused to send it.",
        [("ExtendedTriggerMessage", "NotImplemented")] = "The charger cannot send this message on request.",
        [("GetCompositeSchedule", "Accepted")] = "The charger told its schedule.",
        [("GetCompositeSchedule", "Rejected")] = "The charger could not tell a schedule.",
        [("GetInstalledCertificateIds", "NotFound")] = "The charger has no certificate of this type.",
        [("GetLog", "Rejected")] = "The charger refused to upload its log.",
        [("InstallCertificate", "Accepted")] = "The charger installed the certificate.",
        [("InstallCertificate", "Failed")] = "The charger could not install the certificate.",
        [("InstallCertificate", "Rejected")] = "The charger refused the certificate: it is not valid, or there is no room for it.",
        [("RemoteStartTransaction", "Rejected")] = "The charger refused to start a session.",
        [("RemoteStopTransaction", "Rejected")] = "The charger refused to stop: it has no such session.",
        [("ReserveNow", "Accepted")] = "The connector is reserved.",
        [("ReserveNow", "Faulted")] = "Not reserved: the connector is faulted.",
        [("ReserveNow", "Occupied")] = "Not reserved: the connector is occupied.",
        [("ReserveNow", "Rejected")] = "Not reserved: the charger does not take reservations here.",
        [("ReserveNow", "Unavailable")] = "Not reserved: the connector is out of operation.",
        [("Reset", "Rejected")] = "The charger refused to reset.",
        [("SendLocalList", "Accepted")] = "The charger took the list.",
        [("SendLocalList", "Failed")] = "The charger could not take the list.",
        [("SendLocalList", "NotSupported")] = "The charger keeps no local list.",
        [("SendLocalList", "VersionMismatch")] = "The charger has another version than this update builds on; send the full list.",
        [("SetChargingProfile", "Accepted")] = "The charger took the charging profile.",
        [("SetChargingProfile", "Rejected")] = "The charger refused the charging profile.",
        [("SetChargingProfile", "NotSupported")] = "The charger does not support charging profiles.",
        [("SignedUpdateFirmware", "Accepted")] = WillFetch,
        [("SignedUpdateFirmware", "Rejected")] = "The charger refused the update.",
        [("SignedUpdateFirmware", "AcceptedCanceled")] = "The charger will fetch the firmware, and has given up the update before.",
        [("SignedUpdateFirmware", "InvalidCertificate")] = "The charger refused the update: the signing certificate is not valid.",
        [("SignedUpdateFirmware", "RevokedCertificate")] = "The charger refused the update: the signing certificate is revoked.",
        [("TriggerMessage", "Accepted")] = "The charger will send it.",
        [("TriggerMessage", "Rejected")] = "The charger refused to send it.",
        [("TriggerMessage", "NotImplemented")] = "The charger cannot send this message on request.",
        [("UnlockConnector", "Unlocked")] = "The connector is unlocked.",
        [("UnlockConnector", "UnlockFailed")] = "The charger could not unlock the connector.",
        [("UnlockConnector", "NotSupported")] = "The charger has no lock that it could open there.",
    };

    /// <summary>The answer in words; null when there is nothing to say beyond its status.</summary>
    /// <param name="action">The OCPP action.</param>
    /// <param name="status">The status of the answer; null when it has none.</param>
    /// <param name="answer">The answer's payload.</param>
    public static string? Of(string action, string? status, string? answer) =>
        (status is not null ? s_words.GetValueOrDefault((action, status)) : null) ?? Content(action, status, answer);

    private static string? Content(string action, string? status, string? answer)
    {
        if (answer is null)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(answer);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Content(action, status, document.RootElement) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Content(string action, string? status, JsonElement answer) => (action, status) switch
    {
        ("GetConfiguration", _) => Keys(Count(answer, "configurationKey"), Count(answer, "unknownKey")),
        ("GetDiagnostics", _) => Text(answer, "fileName") is { } file ? $"The charger will upload {file}." : "The charger has no diagnostics to upload.",
        ("GetLog", "Accepted") => Log(answer),
        ("GetLog", "AcceptedCanceled") => $"{Log(answer)} It has given up the upload before.",
        ("GetInstalledCertificateIds", "Accepted") => Count(answer, "certificateHashData") is var count && count == 1
            ? "The charger has 1 certificate of this type."
            : string.Create(CultureInfo.InvariantCulture, $"The charger has {count} certificates of this type."),
        ("GetLocalListVersion", _) when answer.TryGetProperty("listVersion", out var version) => Version(version),
        ("UpdateFirmware", _) => WillFetch,
        _ => null,
    };

    private static string Log(JsonElement answer) =>
        Text(answer, "filename") is { } file ? $"The charger will upload {file}." : "The charger will upload its log.";

    private static string Keys(int known, int unknown) => string.Create(
        CultureInfo.InvariantCulture,
        $"The charger told {known} {(known == 1 ? "key" : "keys")}{(unknown > 0 ? $" and does not know {unknown}" : "")}.");

    private static string Version(JsonElement version) => version.ToString() switch
    {
        "-1" => "The charger keeps no local list.",
        "0" => "The charger's local list is empty.",
        var number => $"The charger has version {number} of the local list.",
    };

    private static int Count(JsonElement answer, string member) =>
        answer.TryGetProperty(member, out var list) && list.ValueKind == JsonValueKind.Array ? list.GetArrayLength() : 0;

    private static string? Text(JsonElement answer, string member) =>
        answer.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
}
