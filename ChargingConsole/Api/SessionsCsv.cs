using System.Globalization;
using System.Text;
using ChargingConsole.Core;
using ChargingConsole.Core.Audit;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Api;

/// <summary>Sessions as a file for spreadsheets.</summary>
internal static class SessionsCsv
{
    public static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> GetAsync(
        [AsParameters] SessionQueryValues query, SessionQueries sessions, Fleet fleet, IOptions<ChargingOptions> options, TimeProvider clock,
        AuditTrail trail, HttpContext context, CancellationToken cancellationToken)
    {
        var filter = query.Filter(fleet, out var problem);
        if (problem is not null)
        {
            return problem;
        }

        await trail.NoteExportAsync(context, "sessions.csv");
        return TypedResults.Stream(
            async stream =>
            {
                // The mark at the beginning tells spreadsheets that this is UTF-8.
                await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
                await writer.WriteAsync(CsvRecord.Of(
                    "transaction_id", "charge_point_id", "site", "connector_id", "id_tag", "status", "start_time", "stop_time", "duration_seconds",
                    "meter_start_wh", "meter_stop_wh", "energy_kwh", "cost", "currency", "stop_reason", "stop_id_tag", "estimated", "command_id"));
                if (filter is null)
                {
                    return;
                }

                await foreach (var session in sessions.StreamAsync(filter, cancellationToken))
                {
                    await writer.WriteAsync(Line(SessionContract.From(session, fleet, options.Value, clock.GetUtcNow())));
                }
            },
            "text/csv; charset=utf-8",
            ExportName.Of("sessions", "csv", query.Told));
    }

    private static string Line(SessionContract session) => CsvRecord.Of(
        CsvRecord.Number(session.TransactionId),
        session.ChargePointId,
        session.Site,
        CsvRecord.Number(session.ConnectorId),
        session.IdTag,
        session.Status,
        CsvRecord.Time(session.StartTime),
        CsvRecord.Time(session.StopTime),
        CsvRecord.Number(session.DurationSeconds),
        CsvRecord.Number(session.MeterStart),
        CsvRecord.Number(session.MeterStop),
        session.EnergyConsumed.ToString("0.###", CultureInfo.InvariantCulture),
        session.Cost.ToString("0.00", CultureInfo.InvariantCulture),
        session.Currency,
        session.StopReason,
        session.StopIdTag,
        session.Estimated ? "yes" : "no",
        CsvRecord.Number(session.CommandId));
}
