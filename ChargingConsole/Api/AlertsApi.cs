using System.ComponentModel;
using System.Globalization;
using System.Security.Claims;
using ChargingConsole.Auth;
using ChargingConsole.Core.Alerts;
using ChargingConsole.Core.ChargePoints;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace ChargingConsole.Api;

/// <summary>Alerts, their rules, and where they are sent.</summary>
internal static class AlertsApi
{
    public static void MapAlerts(this IEndpointRouteBuilder routes)
    {
        var alerts = routes.MapGroup("/alerts").WithTags("Alerts");
        alerts.MapGet("", ListAsync)
            .WithSummary("List alerts")
            .WithDescription("Newest first. Page with before, the alert_id of the last one seen.")
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        alerts.MapPost("/{alert_id}/acknowledge", AcknowledgeAsync)
            .WithSummary("Take an alert on")
            .WithDescription("One that was taken on before keeps who did. One that is resolved cannot be taken on (409).")
            .RequireAuthorization(Policies.Operator)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
        var rules = routes.MapGroup("/alert-rules").WithTags("Alerts");
        rules.MapGet("", (AlertRules known) => TypedResults.Ok(AlertKinds.All.Select(kind => AlertRuleContract.From(known[kind.Kind])).ToList()))
            .WithSummary("When alerts are raised");
        rules.MapPut("/{kind}", ChangeAsync)
            .WithSummary("Change when alerts of a kind are raised")
            .WithDescription("Absent members become their defaults.")
            .RequireAuthorization(Policies.Administrator)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        var webhook = routes.MapGroup("/webhook").WithTags("Alerts").RequireAuthorization(Policies.Administrator);
        webhook.MapGet("", (WebhookOutbox outbox) => TypedResults.Ok(WebhookContract.From(outbox)))
            .WithSummary("Where alerts are sent");
        webhook.MapPut("", SetAsync)
            .WithSummary("Say where alerts are sent")
            .WithDescription("The secret is made here and told once: with the first address, or with new_secret.")
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        webhook.MapPost("/test", TestAsync)
            .WithSummary("Send a test message now");
    }

    private static async Task<Results<Ok<List<AlertContract>>, ProblemHttpResult>> ListAsync(
        AlertQueries queries,
        Fleet fleet,
        CancellationToken cancellationToken,
        [Description("open, acknowledged or resolved.")] string? state = null,
        [Description("Of this kind.")] string? kind = null,
        [FromQuery(Name = "charge_point_id"), Description("Of this charger.")] string? chargePointId = null,
        [Description("At most so many: 100, up to 1000.")] int? limit = null,
        [Description("Older than the alert with this id.")] long? before = null)
    {
        var (asked, about) = (string.IsNullOrEmpty(state) ? null : Words.Read<AlertState>(state), string.IsNullOrEmpty(kind) ? null : Words.Read<AlertKind>(kind));
        if (!string.IsNullOrEmpty(state) && asked is null)
        {
            return Problems.Breaks("state", $"state must be one of {Words.All<AlertState>()}.");
        }

        if (!string.IsNullOrEmpty(kind) && about is null)
        {
            return Problems.Breaks("kind", $"kind must be one of {Words.All<AlertKind>()}.");
        }

        // A charger that does not exist has no alerts.
        int[]? keys = string.IsNullOrEmpty(chargePointId) ? null : [fleet.Find(chargePointId)?.Key ?? 0];
        var filter = new AlertFilter { State = asked, Kind = about, ChargePointKeys = keys };
        var rows = await queries.ListAsync(filter, before, Limit.Of(limit, 100, 1000), cancellationToken);
        return TypedResults.Ok(rows.Select(row => AlertContract.From(row, fleet)).ToList());
    }

    private static async Task<Results<Ok<AlertContract>, ProblemHttpResult>> AcknowledgeAsync(
        [FromRoute(Name = "alert_id")] string alertId, JsonBody<AcknowledgeBody> body, AlertDesk desk, AlertQueries queries, Fleet fleet, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (!long.TryParse(alertId, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return Problems.NotFound($"Alert {alertId} not found");
        }

        return await desk.AcknowledgeAsync(id, body.Value.Note, user.Actor()) is { } row ? TypedResults.Ok(AlertContract.From(row, fleet))
            : await queries.FindAsync(id, cancellationToken) is null ? Problems.NotFound($"Alert {alertId} not found")
            : Problems.Of(StatusCodes.Status409Conflict, "resolved", "This alert is resolved already.");
    }

    private static async Task<Results<Ok<AlertRuleContract>, ProblemHttpResult>> ChangeAsync(string kind, JsonBody<AlertRuleBody> body, AlertRules rules, ClaimsPrincipal user)
    {
        if (Words.Read<AlertKind>(kind) is not { } known)
        {
            return Problems.NotFound($"There is no alert of kind {kind}.");
        }

        var rule = body.Value.ToRule(known);
        if (AlertRules.Fault(rule) is { } fault)
        {
            return Problems.Breaks(fault.Member, fault.Message);
        }

        await rules.ChangeAsync(rule, user.Actor());
        return TypedResults.Ok(AlertRuleContract.From(rules[known]));
    }

    private static async Task<Ok<WebhookTestContract>> TestAsync(WebhookDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var outcome = await desk.TestAsync(user.Actor(), cancellationToken);
        return TypedResults.Ok(new WebhookTestContract(outcome.IsDelivered, outcome.Outcome));
    }

    private static async Task<Results<Ok<WebhookContract>, ProblemHttpResult>> SetAsync(JsonBody<WebhookBody> body, WebhookDesk desk, WebhookOutbox outbox, ClaimsPrincipal user)
    {
        var asked = body.Value;
        if (desk.Fault(asked.Url) is { } fault)
        {
            return Problems.Breaks("url", fault);
        }

        var secret = await desk.SetAsync(asked.Url!, asked.IsEnabled ?? true, asked.NewSecret ?? false, user.Actor());
        return TypedResults.Ok(WebhookContract.From(outbox, secret));
    }
}
