namespace ChargingConsole.Simulator.CommandLine;

/// <summary>What the command line asked for, already valid.</summary>
internal sealed record SimulatorSettings
{
    public required Uri CentralSystem { get; init; }

    public required IReadOnlyList<string> Ids { get; init; }

    public required int Connectors { get; init; }

    public required string IdTag { get; init; }

    public required TimeSpan MeterValueInterval { get; init; }

    public required int Seed { get; init; }

    /// <summary>How long to run; null until Ctrl+C.</summary>
    public TimeSpan? Duration { get; init; }

    public string? Password { get; init; }
}
