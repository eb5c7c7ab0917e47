using ChargingConsole.Simulator.ChargePoints;

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

    /// <summary>Lines of an answer script, valid.</summary>
    public IReadOnlyList<string> Answers { get; init; } = [];

    public ChargePointFailures Failures { get; init; }

    public ChargePointFeatures Features { get; init; } = ChargePointFeatures.All;

    public bool IsSloppy { get; init; }

    /// <summary>Whether nothing is printed but what keeps it from running.</summary>
    public bool IsQuiet { get; init; }
}
