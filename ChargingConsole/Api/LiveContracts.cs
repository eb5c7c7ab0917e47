namespace ChargingConsole.Api;

/// <summary>What a client of the hub wants to follow; absent members do not filter.</summary>
internal sealed record LiveSubscription
{
    /// <summary>Of this charger.</summary>
    public string? ChargePointId { get; init; }

    /// <summary>Of this session: its charger's changes, and the frames that name it with their answers.</summary>
    public int? TransactionId { get; init; }

    /// <summary>Frames of this action, and its answers.</summary>
    public string? Action { get; init; }

    /// <summary>in or out.</summary>
    public string? Direction { get; init; }

    /// <summary>call, result, error or none.</summary>
    public string? Kind { get; init; }

    /// <summary>Only CALLERRORs and what is no frame.</summary>
    public bool Errors { get; init; }

    /// <summary>Only frames that deviate from the specification.</summary>
    public bool Flags { get; init; }

    /// <summary>Only answers that took at least so many milliseconds.</summary>
    public int? LatencyOver { get; init; }

    /// <summary>Frames whose payload, unique id or error contains this text.</summary>
    public string? Q { get; init; }

    /// <summary>How many of the newest frames still held, up to 1000, to begin with.</summary>
    public int HistoryCount { get; init; }

    /// <summary>Whether frames are wanted; they are when absent.</summary>
    public bool? Frames { get; init; }

    /// <summary>Whether chargers' changes are wanted; they are when absent, and begin with all chargers as they are.</summary>
    public bool? Chargers { get; init; }
}

/// <summary>What happened since the last batch.</summary>
internal sealed record LiveBatch
{
    /// <summary>The frames, oldest first.</summary>
    public required IReadOnlyList<MessageContract> Frames { get; init; }

    /// <summary>How many frames passed that could not be kept for this client; filtered or not, nobody looked.</summary>
    public required long MissedFrames { get; init; }

    /// <summary>The chargers that changed, as they are now.</summary>
    public required IReadOnlyList<ChargerContract> Chargers { get; init; }

    /// <summary>The open sessions of those chargers, as they are now.</summary>
    public required IReadOnlyList<SessionContract> Sessions { get; init; }

    /// <summary>The chargers are all there are: what is not among them is gone. True at the start, and after changes were missed.</summary>
    public required bool Snapshot { get; init; }
}
