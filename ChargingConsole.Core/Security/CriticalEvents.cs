using System.Collections.Frozen;

namespace ChargingConsole.Core.Security;

/// <summary>The security events that the white paper for OCPP 1.6 (edition 3, §A) calls critical.</summary>
public static class CriticalEvents
{
    private static readonly FrozenSet<string> s_types = FrozenSet.ToFrozenSet(
    [
        "FirmwareUpdated", "SettingSystemTime", "StartupOfTheDevice", "ResetOrReboot", "SecurityLogWasCleared", "MemoryExhaustion", "TamperDetectionActivated",
    ], StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether an event is one of them.</summary>
    public static bool Contains(string type) => s_types.Contains(type.Trim());
}
