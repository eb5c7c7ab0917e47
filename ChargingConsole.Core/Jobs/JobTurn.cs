using ChargingConsole.Core.ChargePoints;

namespace ChargingConsole.Core.Jobs;

/// <summary>One charge point's part of a job: its requests in order, asked one after the other.</summary>
/// <param name="Job">The job.</param>
/// <param name="ChargePoint">The charge point; null when it is no longer known.</param>
/// <param name="Numbers">Its requests.</param>
internal sealed record JobTurn(Job Job, ChargePoint? ChargePoint, IReadOnlyList<int> Numbers)
{
    /// <summary>When it may be tried again.</summary>
    public DateTimeOffset NotBefore { get; set; }

    /// <summary>Its next request that was not asked yet; null when there is none.</summary>
    public JobTargetRow? Next => Waiting.FirstOrDefault();

    /// <summary>Its requests that were not asked yet.</summary>
    public IEnumerable<JobTargetRow> Waiting => Numbers.Select(number => Job.Targets[number]).Where(target => target.State == JobTargetState.Waiting);

    /// <summary>Whether a step was not agreed to, so that those behind it are spared.</summary>
    public bool IsSpared => Job.Row.StopOnFailure
        && Numbers.Select(number => Job.Targets[number].State).Any(state => state.IsOver() && state != JobTargetState.Accepted);

    /// <summary>Whether it can be asked now.</summary>
    public bool IsReady(DateTimeOffset now) => ChargePoint is null || IsSpared || (NotBefore <= now && ChargePoint.State.IsConnected);
}
