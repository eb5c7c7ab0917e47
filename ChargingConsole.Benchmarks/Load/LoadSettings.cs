namespace ChargingConsole.Benchmarks.Load;

/// <summary>What to run.</summary>
internal sealed record LoadSettings
{
    public required LoadMode Mode { get; init; }

    public int Chargers { get; init; } = 1000;

    /// <summary>The length of the measured window.</summary>
    public int Seconds { get; init; } = 20;

    /// <summary>How long the load runs before the window opens: connections warm, code compiled.</summary>
    public int WarmUp { get; init; } = 5;

    /// <summary>Messages offered a second; 0 for a closed loop.</summary>
    public double Rate { get; init; }

    public bool Journal { get; init; } = true;

    public FloorChoice Floor { get; init; }

    public int Runs { get; init; } = 1;

    public string? Json { get; init; }

    /// <summary>A database to run on, which stays; none for a fresh one that is deleted.</summary>
    public string? Database { get; init; }

    /// <summary>Followers of the hub in mixed mode.</summary>
    public int Followers { get; init; } = 3;

    /// <summary>Every how many seconds of the window memory, handles and threads are told; 0 for not at all.</summary>
    public int Watch { get; init; }

    /// <summary>How many connect at a time, except in a storm.</summary>
    public int Parallel { get; init; } = 100;

    /// <summary>The server's assembly.</summary>
    public required string Server { get; init; }

    /// <summary>More settings for the server, such as <c>Ocpp:PingSeconds=60</c>.</summary>
    public IReadOnlyList<string> ServerSettings { get; init; } = [];
}

/// <summary>What the chargers do.</summary>
internal enum LoadMode
{
    /// <summary>Charging sessions.</summary>
    Session,
    /// <summary>Heartbeats.</summary>
    Heartbeat,
    /// <summary>Nothing, once they have booted.</summary>
    Idle,
    /// <summary>They are started over REST.</summary>
    RemoteStart,
    /// <summary>All of them come back at once.</summary>
    ReconnectStorm,
    /// <summary>Sessions while others follow the hub.</summary>
    Mixed,
}

/// <summary>What to compare with.</summary>
internal enum FloorChoice
{
    /// <summary>Nothing.</summary>
    Off,
    /// <summary>The bare floor.</summary>
    On,
    /// <summary>The durable floor.</summary>
    Durable,
    /// <summary>One after the other.</summary>
    Both,
}
