using System.Text;
using ChargingConsole.Core.ChargePoints;

namespace ChargingConsole.Core.Jobs;

/// <summary>The outcomes of a job as comma separated values.</summary>
public sealed class JobExport(JobQueries queries, Fleet fleet)
{
    private const int Page = 1000;
    private static readonly string s_header = CsvRecord.Of("number", "charger", "step", "action", "state", "status", "message", "command", "asked_at", "ended_at");

    /// <summary>Writes them in pages, so that a large job needs no memory.</summary>
    public async Task WriteAsync(JobRow job, Stream stream, CancellationToken cancellationToken)
    {
        var steps = JobStep.Read(job.Steps);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await writer.WriteAsync(s_header.AsMemory(), cancellationToken);
        for (int? after = null; ;)
        {
            var rows = await queries.TargetsAsync(job.Id, null, after, Page, cancellationToken);
            foreach (var row in rows)
            {
                await writer.WriteAsync(Line(row, steps).AsMemory(), cancellationToken);
            }

            if (rows.Count < Page)
            {
                return;
            }

            after = rows[^1].Number;
        }
    }

    private string Line(JobTargetRow row, IReadOnlyList<JobStep> steps) => CsvRecord.Of(
        CsvRecord.Number(row.Number),
        fleet.Find(row.ChargePointKey)?.Id ?? $"#{row.ChargePointKey}",
        CsvRecord.Number(row.Step + 1),
        steps[row.Step].Action,
        row.State.ToString(),
        row.AnswerStatus,
        row.Message,
        CsvRecord.Number(row.CommandId),
        CsvRecord.Time(row.AskedAt),
        CsvRecord.Time(row.EndedAt));
}
