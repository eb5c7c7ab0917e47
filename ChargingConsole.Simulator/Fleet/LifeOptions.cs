namespace ChargingConsole.Simulator.Fleet;

/// <summary>The habits of the people around a charge point.</summary>
internal sealed record LifeOptions
{
    /// <summary>The tags they present.</summary>
    public required IReadOnlyList<string> IdTags { get; init; }

    public TimeSpan ShortestSession { get; init; } = TimeSpan.FromMinutes(2);

    public TimeSpan LongestSession { get; init; } = TimeSpan.FromMinutes(6);

    public TimeSpan ShortestPause { get; init; } = TimeSpan.FromSeconds(20);

    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(240);

    /// <summary>How often people look at a connector.</summary>
    public TimeSpan Glance { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How many charge points share the trouble: a connection is lost as often in a large fleet as in a small one.</summary>
    public int FleetSize { get; init; } = 1;

    /// <summary>Whether connectors fail and connections drop now and then.</summary>
    public bool HasTrouble { get; init; } = true;
}
