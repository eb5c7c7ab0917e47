namespace ChargingConsole.Simulator.ChargePoints;

/// <summary>The feature profiles a charge point has besides Core (OCPP 1.6 §3.2), and the security extension.</summary>
[Flags]
public enum ChargePointFeatures
{
    /// <summary>Core only.</summary>
    None = 0,
    /// <summary>Firmware update and diagnostics.</summary>
    FirmwareManagement = 1,
    /// <summary>The local authorisation list.</summary>
    LocalAuthListManagement = 2,
    /// <summary>Reservations.</summary>
    Reservation = 4,
    /// <summary>Charging profiles.</summary>
    SmartCharging = 8,
    /// <summary>TriggerMessage.</summary>
    RemoteTrigger = 16,
    /// <summary>The security extension: certificates, logs, signed firmware, security events.</summary>
    Security = 32,
    /// <summary>Everything.</summary>
    All = FirmwareManagement | LocalAuthListManagement | Reservation | SmartCharging | RemoteTrigger | Security,
}
