namespace ChargingConsole.Simulator.Fleet;

/// <summary>How the demo fleet is made up.</summary>
public sealed record DemoFleetOptions
{
    /// <summary>How many charge points, from 1; the catalogue of models repeats after twelve.</summary>
    public int ChargePoints { get; init; } = 12;

    /// <summary>What the identities begin with.</summary>
    public string IdPrefix { get; init; } = "DEMO-";

    /// <summary>The same seed gives the same fleet with the same habits.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Time between two MeterValues of a session; null for 5 s, and up to 60 s in a fleet of hundreds.</summary>
    public TimeSpan? MeterValueInterval { get; init; }

    /// <summary>The wait before a lost connection is opened again.</summary>
    public TimeSpan ReconnectDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Password for HTTP Basic authentication; none is sent when null.</summary>
    public string? Password { get; init; }

    /// <summary>Whether connectors fail and connections drop now and then.</summary>
    public bool HasTrouble { get; init; } = true;
}
