using System.Text.Json;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Jobs;

namespace ChargingConsole.Api;

/// <summary>One request that every charger of a job gets.</summary>
internal sealed record JobStepContract(string Action, RawJson Payload);

/// <summary>A job with its counts.</summary>
internal sealed record JobContract
{
    public required long JobId { get; init; }
    public required string Title { get; init; }

    /// <summary>running, cancelling, completed or cancelled.</summary>
    public required string State { get; init; }

    public required IReadOnlyList<JobStepContract> Steps { get; init; }

    /// <summary>How the chargers were chosen, in words.</summary>
    public required string Selection { get; init; }

    public required string CreatedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string? CancelledBy { get; init; }
    public required DateTimeOffset? EndedAt { get; init; }

    /// <summary>The job whose failed requests this one repeats.</summary>
    public required long? RetryOf { get; init; }

    public required double PerSecond { get; init; }
    public required int AtOnce { get; init; }
    public required int OfflineWaitSeconds { get; init; }
    public required bool StopOnFailure { get; init; }
    public required int Chargers { get; init; }

    /// <summary>Chargers times steps.</summary>
    public required int Requests { get; init; }

    /// <summary>How many have an outcome: succeeded, failed, unanswered and not_asked together.</summary>
    public required int Done { get; init; }

    public required int Waiting { get; init; }
    public required int Asking { get; init; }
    public required int Succeeded { get; init; }
    public required int Failed { get; init; }

    /// <summary>Of how many nobody knows what came of them.</summary>
    public required int Unanswered { get; init; }

    /// <summary>How many were never made: the job was cancelled, or an earlier step failed.</summary>
    public required int NotAsked { get; init; }

    /// <summary>0 to 100.</summary>
    public required double Percent { get; init; }

    public static JobContract From(JobProgress progress)
    {
        var row = progress.Row;
        return new JobContract
        {
            JobId = row.Id,
            Title = row.Title,
            State = Words.Of(row.State),
            Steps = [.. JobStep.Read(row.Steps).Select(step => new JobStepContract(step.Action, new RawJson(step.Shown)))],
            Selection = row.Selection,
            CreatedBy = row.CreatedBy,
            CreatedAt = row.CreatedAt,
            CancelledBy = row.CancelledBy,
            EndedAt = row.EndedAt,
            RetryOf = row.RetryOf,
            PerSecond = row.PerSecond,
            AtOnce = row.AtOnce,
            OfflineWaitSeconds = row.OfflineWaitSeconds,
            StopOnFailure = row.StopOnFailure,
            Chargers = row.ChargePoints,
            Requests = row.Requests,
            Done = progress.Done,
            Waiting = progress.Waiting,
            Asking = progress.Asking,
            Succeeded = row.Succeeded,
            Failed = row.Failed,
            Unanswered = row.Unanswered,
            NotAsked = row.NotAsked,
            Percent = Math.Round(progress.Percent, 1),
        };
    }
}

/// <summary>What became of one request of a job.</summary>
internal sealed record JobOutcomeContract
{
    /// <summary>Its number in the job; pass the last one seen as after.</summary>
    public required int Number { get; init; }

    public required string ChargerId { get; init; }

    /// <summary>The step, from 1.</summary>
    public required int Step { get; init; }

    public required string Action { get; init; }

    /// <summary>waiting, asking, accepted, rejected, not_supported, error, no_answer, offline, unknown, refused, skipped or cancelled.</summary>
    public required string State { get; init; }

    /// <summary>The status of the charger's answer, in its own word.</summary>
    public required string? Status { get; init; }

    /// <summary>The outcome in plain words.</summary>
    public required string? Message { get; init; }

    public required long? CommandId { get; init; }
    public required DateTimeOffset? AskedAt { get; init; }
    public required DateTimeOffset? EndedAt { get; init; }

    public static JobOutcomeContract From(JobTargetRow row, IReadOnlyList<JobStep> steps, Fleet fleet) => new()
    {
        Number = row.Number,
        ChargerId = fleet.Find(row.ChargePointKey)?.Id ?? $"#{row.ChargePointKey}",
        Step = row.Step + 1,
        Action = steps[row.Step].Action,
        State = Words.Of(row.State),
        Status = row.AnswerStatus,
        Message = row.Message,
        CommandId = row.CommandId,
        AskedAt = row.AskedAt,
        EndedAt = row.EndedAt,
    };
}

/// <summary>A job with the outcomes of some of its requests.</summary>
internal sealed record JobDetailContract(JobContract Job, IReadOnlyDictionary<string, int> States, IReadOnlyList<JobOutcomeContract> Outcomes);

/// <summary>A job as it is asked for.</summary>
internal sealed record JobBody : ICheckedBody
{
    /// <summary>What to call it.</summary>
    public string? Title { get; init; }

    /// <summary>The only step's OCPP action; or use steps.</summary>
    public string? Action { get; init; }

    /// <summary>The only step's payload in OCPP's own camelCase.</summary>
    public JsonElement? Payload { get; init; }

    /// <summary>The steps, in order.</summary>
    public IReadOnlyList<JobStepBody>? Steps { get; init; }

    /// <summary>The chargers by id; or use filter.</summary>
    public IReadOnlyList<string>? ChargerIds { get; init; }

    /// <summary>The chargers by what is known of them.</summary>
    public JobFilterBody? Filter { get; init; }

    /// <summary>How many requests go out in a second at most: 0.1 to 200, else 10.</summary>
    public double? PerSecond { get; init; }

    /// <summary>How many chargers are asked at once at most: 1 to 500, else 20.</summary>
    public int? AtOnce { get; init; }

    /// <summary>How long chargers that are not connected are waited for: 0 to 604800, else 300.</summary>
    public int? OfflineWaitSeconds { get; init; }

    /// <summary>Whether a charger that did not agree to a step is spared the steps behind it; else true.</summary>
    public bool? StopOnFailure { get; init; }

    /// <summary>The chargers meant.</summary>
    public ChargePointSelection Selection => new()
    {
        Ids = ChargerIds,
        All = Filter?.All ?? false,
        Text = Filter?.Text,
        Location = Filter?.Location,
        Vendor = Filter?.Vendor,
        Model = Filter?.Model,
        Connected = Filter?.Connected,
    };

    /// <summary>The job for these chargers.</summary>
    public JobRequest Request(IReadOnlyList<ChargePoint> chargePoints)
    {
        IEnumerable<JobStepBody> steps = Steps ?? [new JobStepBody(Action!, Payload)];
        return new JobRequest
        {
            Title = Title,
            Steps = [.. steps.Select(step => new JobStep(step.Action, step.Payload?.GetRawText() ?? "{}"))],
            ChargePoints = chargePoints,
            Selection = Selection.Words(),
            PerSecond = PerSecond ?? 10,
            AtOnce = AtOnce ?? 20,
            OfflineWaitSeconds = OfflineWaitSeconds ?? 300,
            StopOnFailure = StopOnFailure ?? true,
        };
    }

    void ICheckedBody.Check(Violations violations)
    {
        violations.Require(Action is null != Steps is null, "steps", "or action has to be given, and not both");
        violations.Require(Steps is null || Payload is null, "payload", "goes with action; a step has its own");
        violations.Require(ChargerIds is null != Filter is null, "filter", "or charger_ids has to be given, and not both");
        violations.Require(ChargerIds is null || ChargerIds.All(id => id is not null), "charger_ids", "holds a null");
        violations.Require(Filter is null || !Selection.IsEmpty, "filter", "is empty; say all to mean all chargers");
        violations.Require(Steps is null || Steps.All(step => step?.Action is not null), "steps", "holds one without an action");
    }
}

/// <summary>One step of a job as it is asked for.</summary>
internal sealed record JobStepBody(string Action, JsonElement? Payload);

/// <summary>Which chargers: those that fit every condition given.</summary>
internal sealed record JobFilterBody
{
    /// <summary>True for all chargers.</summary>
    public bool? All { get; init; }

    /// <summary>A text within id, name, place, vendor, model or firmware version.</summary>
    public string? Text { get; init; }

    /// <summary>A text within the place.</summary>
    public string? Location { get; init; }

    /// <summary>The vendor, whole.</summary>
    public string? Vendor { get; init; }

    /// <summary>The model, whole.</summary>
    public string? Model { get; init; }

    /// <summary>Whether it is connected now.</summary>
    public bool? Connected { get; init; }
}

/// <summary>What to repeat of a job.</summary>
internal sealed record JobRetryBody : ICheckedBody
{
    /// <summary>Also the requests of which nobody knows what came; their chargers may then be asked twice.</summary>
    public bool? IncludeUnanswered { get; init; }

    void ICheckedBody.Check(Violations violations)
    {
    }
}
