using System.ComponentModel;
using System.Globalization;
using System.Text;
using ChargingConsole.Core;
using ChargingConsole.Core.Audit;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace ChargingConsole.Api;

/// <summary>Sessions summed up.</summary>
internal static class ReportsApi
{
    public static void MapReports(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/reports").WithTags("Sessions").ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapGet("", GetAsync)
            .WithSummary("Sessions summed up")
            .WithDescription("By charger, site, tag or month of the start. Costs are at the chargers' present tariffs, by currency.");
        group.MapGet("/csv", GetCsvAsync).WithSummary("Sessions summed up, as CSV");
    }

    private static async Task<Results<Ok<ReportContract>, ProblemHttpResult>> GetAsync(
        [AsParameters] SessionQueryValues query, Fleet fleet, SessionReports reports, CancellationToken cancellationToken,
        [Description("charger, site, tag or month; month when absent.")] string? by = null,
        [FromQuery(Name = "time_zone"), Description("Whose months, as an IANA name; UTC when absent.")] string? timeZone = null)
    {
        var (read, problem) = await ReadAsync(query, fleet, reports, by, timeZone, cancellationToken);
        return problem is null
            ? TypedResults.Ok(new ReportContract(Words.Of(read!.By), [.. read.Lines.Select(ReportLineContract.From)]))
            : problem;
    }

    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> GetCsvAsync(
        [AsParameters] SessionQueryValues query, Fleet fleet, SessionReports reports, AuditTrail trail, HttpContext context, CancellationToken cancellationToken,
        [Description("charger, site, tag or month; month when absent.")] string? by = null,
        [FromQuery(Name = "time_zone"), Description("Whose months, as an IANA name; UTC when absent.")] string? timeZone = null)
    {
        var (read, problem) = await ReadAsync(query, fleet, reports, by, timeZone, cancellationToken);
        if (problem is not null)
        {
            return problem;
        }

        await trail.NoteExportAsync(context, "report.csv");
        return TypedResults.Stream(
            async stream =>
            {
                await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
                await writer.WriteAsync(CsvRecord.Of(Words.Of(read!.By), "sessions", "energy_kwh", "duration_seconds", "estimated", "cost", "currency"));
                foreach (var line in read.Lines.Select(ReportLineContract.From))
                {
                    // One record for each currency; nearly always that is one.
                    foreach (var (currency, cost) in line.Costs)
                    {
                        await writer.WriteAsync(CsvRecord.Of(
                            line.Key, CsvRecord.Number(line.Sessions), line.EnergyKwh.ToString("0.###", CultureInfo.InvariantCulture), CsvRecord.Number(line.DurationSeconds),
                            CsvRecord.Number(line.Estimated), cost.ToString("0.00", CultureInfo.InvariantCulture), currency));
                    }
                }
            },
            "text/csv; charset=utf-8",
            ExportName.Of($"report-by-{Words.Of(read!.By)}", "csv", query.Told));
    }

    private static async Task<(ReadReport? Report, ProblemHttpResult? Problem)> ReadAsync(
        SessionQueryValues query, Fleet fleet, SessionReports reports, string? by, string? timeZone, CancellationToken cancellationToken)
    {
        var filter = query.Filter(fleet, out var problem);
        if (problem is not null)
        {
            return (null, problem);
        }

        var sumBy = string.IsNullOrEmpty(by) ? ReportBy.Month : Words.Read<ReportBy>(by);
        if (sumBy is not { } word)
        {
            return (null, Problems.Breaks("by", $"by must be one of {Words.All<ReportBy>()}."));
        }

        var zone = TimeZoneInfo.Utc;
        if (!string.IsNullOrEmpty(timeZone) && !TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out zone!))
        {
            return (null, Problems.Breaks("time_zone", "time_zone is no IANA name of a time zone, such as Europe/Berlin."));
        }

        return (new ReadReport(word, filter is null ? [] : await reports.SumAsync(filter, word, zone, cancellationToken)), null);
    }

    private sealed record ReadReport(ReportBy By, IReadOnlyList<ReportLine> Lines);
}

/// <summary>A report.</summary>
/// <param name="By">charger, site, tag or month.</param>
/// <param name="Lines">Months in their order, everything else by energy.</param>
internal sealed record ReportContract(string By, IReadOnlyList<ReportLineContract> Lines);

/// <summary>A line of a report.</summary>
/// <param name="Key">The charger, site, tag or month; empty for chargers without a site.</param>
/// <param name="Sessions">How many sessions.</param>
/// <param name="EnergyKwh">Their energy in kWh.</param>
/// <param name="DurationSeconds">How long they lasted together.</param>
/// <param name="Estimated">How many of them ended by an estimate.</param>
/// <param name="Costs">What they cost, by currency.</param>
internal sealed record ReportLineContract(string Key, int Sessions, double EnergyKwh, long DurationSeconds, int Estimated, IReadOnlyDictionary<string, double> Costs)
{
    public static ReportLineContract From(ReportLine line) => new(
        line.Key, line.Totals.Sessions, Units.Kilo(line.Totals.EnergyWh), (long)line.Totals.Duration.TotalSeconds, line.Totals.Estimated, line.Totals.Costs);
}
