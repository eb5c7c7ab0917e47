namespace ChargingConsole.Core.Jobs;

/// <summary>One request of a job: one step for one charge point. Immutable: a change is a new row.</summary>
public sealed record JobTargetRow
{
    /// <summary>The job.</summary>
    public required long JobId { get; init; }

    /// <summary>The request's number in the job, from 0; the steps for one charge point follow each other.</summary>
    public required int Number { get; init; }

    /// <summary>The charge point.</summary>
    public required int ChargePointKey { get; init; }

    /// <summary>The step, from 0.</summary>
    public required int Step { get; init; }

    /// <summary>Where it stands.</summary>
    public required JobTargetState State { get; init; }

    /// <summary>The command it became.</summary>
    public long? CommandId { get; init; }

    /// <summary>The status of the charge point's answer, in its own word.</summary>
    public string? AnswerStatus { get; init; }

    /// <summary>The outcome in words.</summary>
    public string? Message { get; init; }

    /// <summary>When it was asked, UTC.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>When its outcome was known, UTC.</summary>
    public DateTimeOffset? EndedAt { get; init; }
}

/// <summary>Where one request of a job stands.</summary>
public enum JobTargetState : byte
{
    /// <summary>Not asked yet.</summary>
    Waiting = 1,
    /// <summary>Being asked: committed before anything is sent.</summary>
    Asking = 2,
    /// <summary>The charge point agreed.</summary>
    Accepted = 3,
    /// <summary>The charge point refused.</summary>
    Rejected = 4,
    /// <summary>The charge point does not know the action.</summary>
    NotSupported = 5,
    /// <summary>The charge point answered with a CALLERROR.</summary>
    Error = 6,
    /// <summary>No answer in time, or the connection ended before it.</summary>
    NoAnswer = 7,
    /// <summary>The charge point was not connected for as long as was waited.</summary>
    Offline = 8,
    /// <summary>The server stopped before the answer.</summary>
    Unknown = 9,
    /// <summary>The desk did not send it, for example because the same was being asked by somebody else.</summary>
    Refused = 10,
    /// <summary>Not asked, since an earlier step was not agreed to.</summary>
    Skipped = 11,
    /// <summary>Not asked, since the job was cancelled.</summary>
    Cancelled = 12,
}

/// <summary>What the states of requests have in common.</summary>
public static class JobTargetStates
{
    /// <summary>The states of requests that were asked or given up, and not agreed to.</summary>
    public static IReadOnlyList<JobTargetState> Failed { get; } =
        [JobTargetState.Rejected, JobTargetState.NotSupported, JobTargetState.Error, JobTargetState.Offline, JobTargetState.Refused];

    /// <summary>The states of requests of which nobody knows what came.</summary>
    public static IReadOnlyList<JobTargetState> Unanswered { get; } = [JobTargetState.NoAnswer, JobTargetState.Unknown];

    /// <summary>The states of requests that were never made.</summary>
    public static IReadOnlyList<JobTargetState> NotAsked { get; } = [JobTargetState.Skipped, JobTargetState.Cancelled];

    /// <summary>Whether there is an outcome.</summary>
    public static bool IsOver(this JobTargetState state) => state > JobTargetState.Asking;
}
