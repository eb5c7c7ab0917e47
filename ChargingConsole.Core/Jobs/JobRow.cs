namespace ChargingConsole.Core.Jobs;

/// <summary>Something asked of many charge points. Immutable: a change is a new row.</summary>
public sealed record JobRow
{
    /// <summary>The job's id.</summary>
    public required long Id { get; init; }

    /// <summary>What operators call it.</summary>
    public required string Title { get; init; }

    /// <summary>The steps as JSON; read with <see cref="JobStep.Read"/>.</summary>
    public required string Steps { get; init; }

    /// <summary>How the charge points were chosen, in words.</summary>
    public required string Selection { get; init; }

    /// <summary>Who made it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Where it stands.</summary>
    public required JobState State { get; init; }

    /// <summary>How many requests go out in a second at most.</summary>
    public required double PerSecond { get; init; }

    /// <summary>How many charge points are asked at once at most.</summary>
    public required int AtOnce { get; init; }

    /// <summary>How long charge points that are not connected are waited for, in seconds.</summary>
    public required int OfflineWaitSeconds { get; init; }

    /// <summary>Whether a charge point that did not agree to a step is spared the steps behind it.</summary>
    public bool StopOnFailure { get; init; } = true;

    /// <summary>The job whose failed requests this one repeats.</summary>
    public long? RetryOf { get; init; }

    /// <summary>Who cancelled it.</summary>
    public string? CancelledBy { get; init; }

    /// <summary>When it ended, UTC.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How many charge points it concerns.</summary>
    public required int ChargePoints { get; init; }

    /// <summary>How many requests it consists of: charge points times steps.</summary>
    public required int Requests { get; init; }

    /// <summary>How many were agreed to; final once it ended.</summary>
    public int Succeeded { get; init; }

    /// <summary>How many were not agreed to, or not reached; final once it ended.</summary>
    public int Failed { get; init; }

    /// <summary>Of how many nobody knows what came of them; final once it ended.</summary>
    public int Unanswered { get; init; }

    /// <summary>How many were never made, since the job was cancelled or an earlier step failed; final once it ended.</summary>
    public int NotAsked { get; init; }
}

/// <summary>Where a job stands.</summary>
public enum JobState : byte
{
    /// <summary>Charge points are being asked.</summary>
    Running = 1,
    /// <summary>Cancelled; what is on its way is still waited for.</summary>
    Cancelling = 2,
    /// <summary>Every request has an outcome.</summary>
    Completed = 3,
    /// <summary>Cancelled, and nothing is on its way any more.</summary>
    Cancelled = 4,
}
