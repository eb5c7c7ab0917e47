using System.Security.Cryptography.X509Certificates;
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

    /// <summary>Where to connect with security profile 2 or 3.</summary>
    public Uri? SecureCentralSystem { get; init; }

    /// <summary>Whom to believe about the central system's certificate.</summary>
    public IReadOnlyList<X509Certificate2> ServerRoots { get; init; } = [];

    /// <summary>The certificate to show by TLS.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Lines of an answer script, valid.</summary>
    public IReadOnlyList<string> Answers { get; init; } = [];

    public ChargePointFailures Failures { get; init; }

    public ChargePointFeatures Features { get; init; } = ChargePointFeatures.All;

    public bool IsSloppy { get; init; }

    /// <summary>Whether nothing is printed but what keeps it from running.</summary>
    public bool IsQuiet { get; init; }
}
