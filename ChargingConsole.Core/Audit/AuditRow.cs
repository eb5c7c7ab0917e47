namespace ChargingConsole.Core.Audit;

/// <summary>How an act ended.</summary>
public enum AuditOutcome : byte
{
    /// <summary>It was done, and is on disk.</summary>
    Done,
    /// <summary>It was refused; nothing changed.</summary>
    Refused,
    /// <summary>It failed; nothing changed.</summary>
    Failed,
}

/// <summary>One act of a person, a key, a job or the server. Written once, never changed, removed when it is old.</summary>
public sealed record AuditRow
{
    /// <summary>The time in microseconds since 1970, moved on where it would not ascend.</summary>
    public required long Id { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who.</summary>
    public required string Who { get; init; }

    /// <summary>By which way.</summary>
    public required ActorWay Way { get; init; }

    /// <summary>From which address.</summary>
    public string? Address { get; init; }

    /// <summary>What was done, a stable word (see <see cref="AuditWords"/>).</summary>
    public required string What { get; init; }

    /// <summary>To what: a charger's identity, a tag, a name, a number. The first part of <see cref="What"/> says which.</summary>
    public string? Subject { get; init; }

    /// <summary>What it was before, only the members that changed, as JSON; secrets hidden.</summary>
    public string? Before { get; init; }

    /// <summary>What it is since, only the members that changed, as JSON; secrets hidden.</summary>
    public string? After { get; init; }

    /// <summary>How it ended; that of a command stands in its own record.</summary>
    public AuditOutcome Outcome { get; init; }

    /// <summary>More about it in plain words.</summary>
    public string? Detail { get; init; }

    /// <summary>The command in whose record the rest stands.</summary>
    public long? CommandId { get; init; }
}
