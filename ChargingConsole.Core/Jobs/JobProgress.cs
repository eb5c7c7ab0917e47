namespace ChargingConsole.Core.Jobs;

/// <summary>A job with its counts at one moment.</summary>
/// <param name="Row">The job; its counts are those of the moment.</param>
/// <param name="Asking">How many requests are on their way.</param>
public sealed record JobProgress(JobRow Row, int Asking)
{
    /// <summary>How many requests have an outcome.</summary>
    public int Done => Row.Succeeded + Row.Failed + Row.Unanswered + Row.NotAsked;

    /// <summary>How many requests wait.</summary>
    public int Waiting => Math.Max(0, Row.Requests - Done - Asking);

    /// <summary>How much is done, 0 to 100.</summary>
    public double Percent => Row.Requests == 0 ? 100 : 100.0 * Done / Row.Requests;

    /// <summary>Whether it goes on.</summary>
    public bool IsRunning => Row.EndedAt is null;

    internal static JobRow Counted(JobRow row, Func<JobTargetState, int> count) => row with
    {
        Succeeded = count(JobTargetState.Accepted),
        Failed = JobTargetStates.Failed.Sum(count),
        Unanswered = JobTargetStates.Unanswered.Sum(count),
        NotAsked = JobTargetStates.NotAsked.Sum(count),
    };
}
