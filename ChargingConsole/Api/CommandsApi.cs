using System.ComponentModel;
using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using ChargingConsole.Auth;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace ChargingConsole.Api;

/// <summary>Any OCPP request to a charger, and the record of what was asked.</summary>
internal static class CommandsApi
{
    public static void MapCommands(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/chargers/{id}/commands/{action}", SendAsync)
            .WithTags("Commands")
            .WithSummary("Send any OCPP request")
            .WithDescription("The body is the OCPP 1.6 request payload in OCPP's own camelCase. It is sent as told, also when it looks pointless; only what breaks the specification is refused (422), with the path of every member that does. 200 tells the charger's answer, whatever it is.")
            .Accepts<JsonElement>("application/json")
            .RequireAuthorization(Policies.Operator)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status502BadGateway)
            .ProducesProblem(StatusCodes.Status504GatewayTimeout);
        var group = routes.MapGroup("/commands").WithTags("Commands");
        group.MapGet("", ListAsync)
            .WithSummary("List commands")
            .WithDescription("Newest first. Page with before, the command_id of the last one seen.")
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapGet("/csv", CommandsCsv.GetAsync)
            .WithSummary("Commands as CSV")
            .WithDescription("All that pass the filters, newest first. A cell that a spreadsheet would take for a formula begins with an apostrophe.")
            .Produces<string>(StatusCodes.Status200OK, "text/csv")
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapGet("/{command_id}", FindAsync)
            .WithSummary("One command")
            .WithDescription("Its state, its outcome, who asked, and the session it concerns or caused.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<CommandAnswer>, ProblemHttpResult>> SendAsync(
        string id, string action, CommandBody body, Fleet fleet, CommandDesk desk, ClaimsPrincipal user)
    {
        if (fleet.Find(id) is null)
        {
            return ChargersApi.Unknown(id);
        }

        // Without the request's token: a command that is on its way stays on its way.
        return Answer(await desk.SendAsync(id, action, body.Text, user.Actor()));
    }

    /// <summary>The outcome of a command as this API tells it.</summary>
    public static Results<Ok<CommandAnswer>, ProblemHttpResult> Answer(CommandOutcome outcome)
    {
        switch (outcome.Code)
        {
            case OutcomeCode.UnknownAction:
                return Problems.Breaks("action", outcome.Message);
            case OutcomeCode.InvalidPayload:
                return Problems.Breaks(outcome.Faults
                    .GroupBy(fault => fault.Path.Length == 0 ? "body" : fault.Path, fault => fault.Message)
                    .ToDictionary(member => member.Key, member => member.ToArray()));
        }

        var row = outcome.Command;
        var status = StatusOf(outcome.Code, IsResult(row));
        return status == StatusCodes.Status200OK
            ? TypedResults.Ok(new CommandAnswer(outcome.IsAccepted, row?.AnswerStatus, outcome.Message, row?.Id, RawJson.From(row?.Answer)))
            : Problems.Of(status, outcome.Code, outcome.Message, new Dictionary<string, object?>
            {
                ["success"] = false,
                ["command_id"] = row?.Id,
                ["error_code"] = status == StatusCodes.Status502BadGateway ? row?.AnswerStatus : null,
            });
    }

    /// <summary>The status code of an outcome; <paramref name="isResult"/> tells an answer from a CALLERROR.</summary>
    internal static int StatusOf(string code, bool isResult) => code switch
    {
        OutcomeCode.UnknownCharger => StatusCodes.Status404NotFound,
        OutcomeCode.NotConnected or OutcomeCode.InProgress => StatusCodes.Status409Conflict,
        OutcomeCode.CallError => StatusCodes.Status502BadGateway,
        OutcomeCode.NotSupported when !isResult => StatusCodes.Status502BadGateway,
        OutcomeCode.NoAnswer => StatusCodes.Status504GatewayTimeout,
        OutcomeCode.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status200OK,
    };

    // A charger can say "not supported" in a CALLRESULT, which has the status in its payload, or in a CALLERROR.
    private static bool IsResult(CommandRow? row)
    {
        if (row?.Answer is not { } answer)
        {
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(answer);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("status", out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static async Task<Results<Ok<List<CommandContract>>, ProblemHttpResult>> ListAsync(
        [AsParameters] CommandQueryValues query,
        Fleet fleet,
        OpenCommands open,
        CommandQueries commands,
        CancellationToken cancellationToken,
        [Description("At most so many: 50, up to 500.")] int? limit = null,
        [Description("Older than the command with this id.")] long? before = null)
    {
        if (query.Filter(fleet, out var problem) is not { } filter)
        {
            return problem!;
        }

        var rows = await commands.ListAsync(filter, before, Limit.Of(limit, 50, 500), cancellationToken);
        var live = open.All.ToDictionary(command => command.Row.Id, command => command.Row);
        return TypedResults.Ok(rows.Select(row => CommandContract.From(live.GetValueOrDefault(row.Id, row), fleet)).ToList());
    }

    private static async Task<Results<Ok<CommandContract>, ProblemHttpResult>> FindAsync(
        [FromRoute(Name = "command_id")] string commandId, Fleet fleet, OpenCommands open, CommandQueries commands, CancellationToken cancellationToken)
    {
        CommandRow? row = null;
        if (long.TryParse(commandId, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            row = open.All.FirstOrDefault(command => command.Row.Id == id)?.Row ?? await commands.FindAsync(id, cancellationToken);
        }

        return row is null ? Problems.NotFound($"Command {commandId} not found") : TypedResults.Ok(CommandContract.From(row, fleet));
    }
}
