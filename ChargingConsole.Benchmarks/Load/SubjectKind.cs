namespace ChargingConsole.Benchmarks.Load;

/// <summary>What is measured.</summary>
internal enum SubjectKind
{
    /// <summary>The real server.</summary>
    Console,
    /// <summary>A bare Kestrel WebSocket that parses and stores nothing.</summary>
    Bare,
    /// <summary>The same with one row per message and group commit at synchronous=FULL.</summary>
    Durable,
}
