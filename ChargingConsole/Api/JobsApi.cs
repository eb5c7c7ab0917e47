using System.ComponentModel;
using System.Globalization;
using System.Security.Claims;
using ChargingConsole.Auth;
using ChargingConsole.Core.Audit;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Jobs;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChargingConsole.Api;

/// <summary>Requests to many chargers.</summary>
internal static class JobsApi
{
    public static void MapJobs(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/jobs").WithTags("Jobs");
        group.MapPost("", CreateAsync)
            .WithSummary("Ask many chargers")
            .WithDescription("One action with its payload, or up to 50 steps, for chargers by id or by filter. It begins at once, goes on after a restart, and asks no charger the same step twice.")
            .RequireAuthorization(Policies.Operator)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapGet("", ListAsync)
            .WithSummary("List jobs")
            .WithDescription("Newest first. Page with before, the job_id of the last one seen.");
        group.MapGet("/{id}", FindAsync)
            .WithSummary("One job")
            .WithDescription("Its progress, how many requests stand where, and the outcomes charger by charger. Page them with after, the number of the last one seen.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapGet("/{id}/export", ExportAsync)
            .WithSummary("The outcomes of a job as CSV")
            .Produces(StatusCodes.Status200OK, contentType: "text/csv")
            .ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPost("/{id}/cancel", CancelAsync)
            .WithSummary("Cancel a job")
            .WithDescription("Nothing more is sent; answers that are on their way are still taken.")
            .RequireAuthorization(Policies.Operator)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
        group.MapPost("/{id}/retry", RetryAsync)
            .WithSummary("Repeat what failed")
            .WithDescription("A new job of the requests of an ended one that failed or were never made. What was agreed to is not asked again; what was not answered only with include_unanswered.")
            .RequireAuthorization(Policies.Operator)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Results<Created<JobContract>, ProblemHttpResult>> CreateAsync(JsonBody<JobBody> body, Fleet fleet, JobDesk desk, ClaimsPrincipal user)
    {
        var chargePoints = body.Value.Selection.Resolve(fleet, out var unknown);
        if (unknown.Count > 0)
        {
            return Problems.Breaks("charger_ids", $"There are no such chargers: {string.Join(", ", unknown.Take(20))}{(unknown.Count > 20 ? ", …" : "")}.");
        }

        var request = body.Value.Request(chargePoints);
        var faults = desk.Check(request);
        if (faults.Count > 0)
        {
            // A job of one action has its payload at the top.
            var prefix = body.Value.Action is null ? "" : "steps[0].";
            return Problems.Breaks(faults
                .GroupBy(fault => prefix.Length > 0 && fault.Member.StartsWith(prefix, StringComparison.Ordinal) ? fault.Member[prefix.Length..] : fault.Member, fault => fault.Message)
                .ToDictionary(member => member.Key, member => member.ToArray()));
        }

        return Created(await desk.CreateAsync(request, user.Actor()));
    }

    private static async Task<Ok<List<JobContract>>> ListAsync(
        JobQueries jobs,
        CancellationToken cancellationToken,
        [Description("At most so many: 50, up to 500.")] int? limit = null,
        [Description("Older than the job with this id.")] long? before = null)
    {
        var rows = await jobs.ListAsync(before, Limit.Of(limit, 50, 500), cancellationToken);
        return TypedResults.Ok(rows.Select(JobContract.From).ToList());
    }

    private static async Task<Results<Ok<JobDetailContract>, ProblemHttpResult>> FindAsync(
        string id,
        JobQueries jobs,
        Fleet fleet,
        CancellationToken cancellationToken,
        [Description("Only outcomes in this state, or failed, unanswered or not_asked for all states of that kind.")] string? state = null,
        [Description("At most so many outcomes: 100, up to 1000.")] int? limit = null,
        [Description("Only outcomes behind this number.")] int? after = null)
    {
        if (States(state) is not { } states)
        {
            return Problems.Breaks("state", $"state must be failed, unanswered, not_asked, or one of {Words.All<JobTargetState>()}.");
        }

        if (await jobs.FindAsync(Number(id), cancellationToken) is not { } progress)
        {
            return Unknown(id);
        }

        var steps = JobStep.Read(progress.Row.Steps);
        var counts = await jobs.CountAsync(progress.Row.Id, cancellationToken);
        var rows = await jobs.TargetsAsync(progress.Row.Id, states, after, Limit.Of(limit, 100, 1000), cancellationToken);
        return TypedResults.Ok(new JobDetailContract(
            JobContract.From(progress),
            counts.ToDictionary(pair => Words.Of(pair.Key), pair => pair.Value),
            [.. rows.Select(row => JobOutcomeContract.From(row, steps, fleet))]));
    }

    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> ExportAsync(
        string id, JobQueries jobs, JobExport export, AuditTrail trail, HttpContext context, CancellationToken cancellationToken)
    {
        if (await jobs.FindAsync(Number(id), cancellationToken) is not { } progress)
        {
            return Unknown(id);
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"job-{progress.Row.Id}.csv");
        await trail.NoteExportAsync(context, name);
        return TypedResults.Stream(stream => export.WriteAsync(progress.Row, stream, cancellationToken), "text/csv; charset=utf-8", name);
    }

    private static async Task<Results<Ok<JobContract>, ProblemHttpResult>> CancelAsync(string id, JobDesk desk, JobQueries jobs, ClaimsPrincipal user)
    {
        var answer = await desk.CancelAsync(Number(id), user.Actor());
        return Refusal(answer) is { } problem ? problem : TypedResults.Ok(JobContract.From(await jobs.FindAsync(Number(id)) ?? new JobProgress(answer.Row!, 0)));
    }

    private static async Task<Results<Created<JobContract>, ProblemHttpResult>> RetryAsync(string id, JsonBody<JobRetryBody> body, JobDesk desk, ClaimsPrincipal user)
    {
        var answer = await desk.RetryAsync(Number(id), body.Value.IncludeUnanswered ?? false, user.Actor());
        return Refusal(answer) is { } problem ? problem : Created(answer.Row!);
    }

    private static Created<JobContract> Created(JobRow row) => TypedResults.Created($"/api/jobs/{row.Id}", JobContract.From(new JobProgress(row, 0)));

    private static ProblemHttpResult? Refusal(JobAnswer answer) => answer.Code switch
    {
        JobAnswer.Done => null,
        JobAnswer.UnknownJob => Problems.NotFound(answer.Message, answer.Code),
        _ => Problems.Of(StatusCodes.Status409Conflict, answer.Code, answer.Message),
    };

    private static ProblemHttpResult Unknown(string id) => Problems.NotFound($"Job {id} not found", JobAnswer.UnknownJob);

    // What is no number is no job's: ids begin at 1.
    private static long Number(string id) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static IReadOnlyList<JobTargetState>? States(string? word) => word switch
    {
        null or "" => [],
        "failed" => JobTargetStates.Failed,
        "unanswered" => JobTargetStates.Unanswered,
        "not_asked" => JobTargetStates.NotAsked,
        _ => Words.Read<JobTargetState>(word) is { } state ? [state] : null,
    };
}
