namespace ChargingConsole.Hosting;

/// <summary>What the process ends with.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>A command could not do what it was asked.</summary>
    public const int Failed = 1;

    /// <summary>The arguments are not understood.</summary>
    public const int Usage = 2;

    /// <summary>The database is damaged, or a start would do it harm; the log says what to do.</summary>
    public const int DatabaseRefused = 3;

    /// <summary>Something listens on one of the ports already.</summary>
    public const int AddressInUse = 4;
}
