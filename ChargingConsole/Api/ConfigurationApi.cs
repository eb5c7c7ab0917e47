using System.ComponentModel;
using System.Globalization;
using System.Security.Claims;
using ChargingConsole.Auth;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;
using ChargingConsole.Core.Configuration;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace ChargingConsole.Api;

/// <summary>The configuration keys of a charger.</summary>
internal static class ConfigurationApi
{
    public static void MapConfiguration(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/chargers/{id}/configuration").WithTags("Configuration").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapGet("", ReadAsync)
            .WithSummary("A charger's configuration")
            .WithDescription("The last known keys. With refresh=true, and when nothing is known yet, the charger is asked first, which needs an operator; that it cannot be reached is 200 with success false.");
        group.MapPost("/change", ChangeAsync)
            .WithSummary("Set a configuration key")
            .WithDescription("Values of OCPP's own keys are checked before they are sent. success is true for Accepted and RebootRequired; a refusal of the charger is 200 with success false.")
            .RequireAuthorization(Policies.Operator)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapPost("/apply", ApplyAsync)
            .WithSummary("Apply a template to a charger")
            .WithDescription("Sets the template's keys one after the other. A key that is refused does not stop the rest; a charger that does not answer does.")
            .RequireAuthorization(Policies.Operator)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapGet("/history", HistoryAsync)
            .WithSummary("What changed in a charger's configuration")
            .WithDescription("Newest first: kind first_read, found (changed elsewhere) or changed (from here). Page with before, the id of the last one seen.");
        group.MapGet("/difference", DifferenceAsync)
            .WithSummary("In what two configurations differ")
            .WithDescription("Between two times of this charger (from, and to or now), or between this charger and another (other). Secrets are left out of the comparison.")
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<Results<Ok<ConfigurationContract>, ProblemHttpResult>> ReadAsync(
        string id,
        Fleet fleet,
        ConfigurationBook book,
        ConfigurationReader reader,
        ClaimsPrincipal user,
        [Description("Only these keys, separated by commas.")] string? keys = null,
        [Description("true: ask the charger.")] Flag? refresh = null)
    {
        if (!fleet.TryFind(id, out var chargePoint))
        {
            return ChargersApi.Unknown(id);
        }

        string[] names = [.. (keys ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase)];
        if (names.Length > ConfigurationTemplate.MaxKeys || names.Any(name => name.Length > KnownKeys.MaxKeyLength))
        {
            return Problems.Breaks("keys", $"keys may name {ConfigurationTemplate.MaxKeys} keys of {KnownKeys.MaxKeyLength} characters.");
        }

        var mayAsk = user.IsInRole(Policies.Operator) || user.IsInRole(Policies.Administrator);
        if (refresh is { IsSet: true } && !mayAsk)
        {
            return Problems.Of(StatusCodes.Status403Forbidden, "forbidden", "Asking the charger needs an operator. Without refresh you get what is known.");
        }

        if (refresh is { IsSet: true } || (refresh is null && mayAsk && chargePoint.State.IsConnected && book.Of(chargePoint).Count == 0))
        {
            var reading = await reader.ReadAsync(chargePoint, names, user.Actor());
            if (!reading.Success)
            {
                return TypedResults.Ok(ConfigurationContract.Refused(reading.Code, reading.Message));
            }

            return TypedResults.Ok(Known(chargePoint, book, names, reading.Message));
        }

        return TypedResults.Ok(Known(chargePoint, book, names, null));
    }

    private static ConfigurationContract Known(ChargePoint chargePoint, ConfigurationBook book, string[] names, string? message)
    {
        var rows = book.Of(chargePoint).Values
            .Where(row => names.Length == 0 || names.Contains(row.Key, StringComparer.OrdinalIgnoreCase))
            .OrderBy(row => row.Key, StringComparer.OrdinalIgnoreCase)
            .ToList();
        if (rows.Count == 0)
        {
            return ConfigurationContract.Refused("never_read", $"The configuration of {chargePoint.Id} was never read. Ask with refresh=true while it is connected.");
        }

        var readAt = rows.Max(row => row.ReadAt);
        return new ConfigurationContract(
            true,
            message ?? string.Create(CultureInfo.InvariantCulture, $"As told by the charger, last on {readAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC."),
            [.. rows.Where(row => row.IsKnown).Select(row => ConfigurationKeyContract.From(chargePoint, row))],
            [.. rows.Where(row => !row.IsKnown).Select(row => row.Key)],
            readAt,
            OutcomeCode.Accepted);
    }

    private static async Task<Results<Ok<ConfigurationChangeAnswer>, ProblemHttpResult>> ChangeAsync(
        string id, JsonBody<ConfigurationChangeBody> body, Fleet fleet, ConfigurationWriter writer, ClaimsPrincipal user) =>
        fleet.TryFind(id, out var chargePoint)
            ? TypedResults.Ok(ConfigurationChangeAnswer.From(await writer.ChangeAsync(chargePoint.Id, body.Value.Key!, body.Value.Value!, user.Actor())))
            : ChargersApi.Unknown(id);

    private static async Task<Results<Ok<ConfigurationApplyAnswer>, ProblemHttpResult>> ApplyAsync(
        string id, JsonBody<ConfigurationApplyBody> body, Fleet fleet, ConfigurationTemplates templates, ConfigurationWriter writer, ClaimsPrincipal user)
    {
        if (!fleet.TryFind(id, out var chargePoint))
        {
            return ChargersApi.Unknown(id);
        }

        if (templates.Find(body.Value.Template!) is not { } template)
        {
            return ConfigurationTemplatesApi.Unknown(body.Value.Template!);
        }

        var outcomes = await writer.ApplyAsync(chargePoint, template, user.Actor());
        var taken = outcomes.Count(outcome => outcome.Success);
        return TypedResults.Ok(new ConfigurationApplyAnswer(
            taken == template.Values.Count,
            $"{taken} of {template.Values.Count} keys set." + (outcomes.LastOrDefault(outcome => !outcome.Success) is { } failed ? $" {failed.Message}" : ""),
            outcomes.Any(outcome => outcome is { Success: true, NeedsReboot: true }),
            [.. outcomes.Select(ConfigurationChangeAnswer.From)]));
    }

    private static async Task<Results<Ok<List<ConfigurationHistoryContract>>, ProblemHttpResult>> HistoryAsync(
        string id,
        Fleet fleet,
        ConfigurationQueries queries,
        CancellationToken cancellationToken,
        [Description("Only this key.")] string? key = null,
        [Description("Older than the change with this id.")] long? before = null,
        [Description("At most so many: 100, up to 1000.")] int? limit = null)
    {
        if (!fleet.TryFind(id, out var chargePoint))
        {
            return ChargersApi.Unknown(id);
        }

        var rows = await queries.HistoryAsync(chargePoint, MessageQuery.NullIfEmpty(key), before, Limit.Of(limit, 100, 1000), cancellationToken);
        return TypedResults.Ok(rows.Select(ConfigurationHistoryContract.From).ToList());
    }

    private static async Task<Results<Ok<List<ConfigurationDifferenceContract>>, ProblemHttpResult>> DifferenceAsync(
        string id,
        Fleet fleet,
        ConfigurationBook book,
        ConfigurationQueries queries,
        CancellationToken cancellationToken,
        [Description("The earlier time, UTC.")] Moment? from = null,
        [Description("The later time, UTC; now when absent.")] Moment? to = null,
        [Description("Another charger to compare with, as both are now.")] string? other = null)
    {
        if (!fleet.TryFind(id, out var chargePoint))
        {
            return ChargersApi.Unknown(id);
        }

        if (!string.IsNullOrEmpty(other))
        {
            return fleet.TryFind(other, out var second)
                ? Differences(ConfigurationDifference.Now(book.Of(chargePoint)), ConfigurationDifference.Now(book.Of(second)))
                : ChargersApi.Unknown(other);
        }

        if (from is not { } earlier)
        {
            return Problems.Breaks("from", "from or other is required.");
        }

        var before = await queries.SnapshotAsync(chargePoint, earlier.Utc, cancellationToken);
        return Differences(before, to is { } later
            ? await queries.SnapshotAsync(chargePoint, later.Utc, cancellationToken)
            : ConfigurationDifference.Now(book.Of(chargePoint)));
    }

    private static Ok<List<ConfigurationDifferenceContract>> Differences(IReadOnlyDictionary<string, string?> left, IReadOnlyDictionary<string, string?> right) =>
        TypedResults.Ok(ConfigurationDifference.Between(left, right).Select(ConfigurationDifferenceContract.From).ToList());
}
