using System.Collections.Frozen;
using System.Text.Json;

namespace ChargingConsole.Core.Ocpp.Frames;

/// <summary>The actions of OCPP 1.6 with its security extension, so that a known name is never allocated again.</summary>
internal static class ActionNames
{
    private static readonly FrozenSet<string> s_known = FrozenSet.ToFrozenSet(
    [
        "Authorize", "BootNotification", "CancelReservation", "CertificateSigned", "ChangeAvailability", "ChangeConfiguration",
        "ClearCache", "ClearChargingProfile", "DataTransfer", "DeleteCertificate", "DiagnosticsStatusNotification",
        "ExtendedTriggerMessage", "FirmwareStatusNotification", "GetCompositeSchedule", "GetConfiguration", "GetDiagnostics",
        "GetInstalledCertificateIds", "GetLocalListVersion", "GetLog", "Heartbeat", "InstallCertificate", "LogStatusNotification",
        "MeterValues", "RemoteStartTransaction", "RemoteStopTransaction", "ReserveNow", "Reset", "SecurityEventNotification",
        "SendLocalList", "SetChargingProfile", "SignCertificate", "SignedFirmwareStatusNotification", "SignedUpdateFirmware",
        "StartTransaction", "StatusNotification", "StopTransaction", "TriggerMessage", "UnlockConnector", "UpdateFirmware",
    ]);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_lookup = s_known.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether OCPP 1.6 or its security extension knows the action, in either direction.</summary>
    public static bool IsKnown(string action) => s_known.Contains(action);

    /// <summary>The action at the reader's string token.</summary>
    public static string Intern(ref Utf8JsonReader reader)
    {
        if (reader.HasValueSequence || reader.ValueSpan.Length > MaxLength)
        {
            return reader.GetString()!;
        }

        Span<char> text = stackalloc char[MaxLength];
        var length = reader.CopyString(text);
        return s_lookup.TryGetValue(text[..length], out var known) ? known : new string(text[..length]);
    }

    private const int MaxLength = 64;
}
