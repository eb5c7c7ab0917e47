using System.Text;
using ChargingConsole.Core;
using ChargingConsole.Core.Audit;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Commands;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChargingConsole.Api;

/// <summary>The record of commands as a file for spreadsheets.</summary>
internal static class CommandsCsv
{
    public static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> GetAsync(
        [AsParameters] CommandQueryValues query, Fleet fleet, CommandQueries commands, AuditTrail trail, HttpContext context, CancellationToken cancellationToken)
    {
        if (query.Filter(fleet, out var problem) is not { } filter)
        {
            return problem!;
        }

        await trail.NoteExportAsync(context, "commands.csv");
        return TypedResults.Stream(
            async stream =>
            {
                // The mark at the beginning tells spreadsheets that this is UTF-8.
                await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
                await writer.WriteAsync(CsvRecord.Of("command_id", "charge_point_id", "action", "connector_id", "id_tag", "transaction_id", "requested_by", "requested_at", "sent_at", "answered_at", "ended_at", "state", "status", "message", "request", "answer"));
                await foreach (var row in commands.StreamAsync(filter, cancellationToken))
                {
                    await writer.WriteAsync(Line(row, fleet));
                }
            },
            "text/csv; charset=utf-8",
            ExportName.Of("commands", "csv", query.Told));
    }

    private static string Line(CommandRow row, Fleet fleet) => CsvRecord.Of(
        CsvRecord.Number(row.Id),
        fleet.Find(row.ChargePointKey)?.Id ?? $"#{row.ChargePointKey}",
        row.Action,
        CsvRecord.Number(row.ConnectorId),
        row.IdTag,
        CsvRecord.Number(row.TransactionId),
        row.RequestedBy,
        CsvRecord.Time(row.RequestedAt),
        CsvRecord.Time(row.SentAt),
        CsvRecord.Time(row.AnsweredAt),
        CsvRecord.Time(row.EndedAt),
        Words.Of(row.State),
        row.AnswerStatus,
        row.Message,
        row.Request,
        row.Answer);
}
