namespace ChargingConsole.Simulator.ChargePoints;

/// <summary>What goes wrong at a charge point although it said it would do it.</summary>
[Flags]
public enum ChargePointFailures
{
    /// <summary>Nothing.</summary>
    None = 0,
    /// <summary>The lock is stuck: UnlockFailed.</summary>
    Unlock = 1,
    /// <summary>Firmware cannot be downloaded: DownloadFailed.</summary>
    Download = 2,
    /// <summary>Firmware cannot be installed: InstallationFailed.</summary>
    Installation = 4,
    /// <summary>Diagnostics and logs cannot be uploaded: UploadFailed, UploadFailure.</summary>
    Upload = 8,
    /// <summary>A signed firmware's signature never fits: InvalidSignature.</summary>
    Signature = 16,
}
