namespace ChargingConsole.Core.Alerts;

/// <summary>What an alert tells of.</summary>
public enum AlertKind : byte
{
    /// <summary>A charger is not connected for so many minutes.</summary>
    Offline = 1,
    /// <summary>A connector, or the charger itself, is faulted for so many minutes.</summary>
    Faulted = 2,
    /// <summary>Connections of one charger were refused so many times within ten minutes.</summary>
    RejectedConnections = 3,
    /// <summary>A session runs for so many hours.</summary>
    StuckSession = 4,
    /// <summary>A firmware update failed within so many hours.</summary>
    FirmwareFailed = 5,
    /// <summary>A charger's clock is wrong by so many minutes.</summary>
    ClockSkew = 6,
    /// <summary>So many frames of a charger within an hour deviated from the specification.</summary>
    Quirks = 7,
    /// <summary>A charger is connected and does not answer for so many minutes.</summary>
    Unresponsive = 8,
    /// <summary>The database does not take what is written for so many seconds.</summary>
    Database = 9,
    /// <summary>The journal lost so many frames within the last ten minutes.</summary>
    JournalGap = 10,
    /// <summary>Less than so many MiB are free where the database is.</summary>
    DiskSpace = 11,
    /// <summary>A charger's connection was cut within so many minutes, for what came on it.</summary>
    CutOff = 12,
}

/// <summary>How bad it is.</summary>
public enum AlertSeverity : byte
{
    /// <summary>Worth a look.</summary>
    Warning,
    /// <summary>Somebody cannot charge, or data is at stake.</summary>
    Critical,
}
