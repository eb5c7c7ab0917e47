using System.Globalization;
using System.Text;
using ChargingConsole.Core.ChargePoints;

namespace ChargingConsole.Core.Jobs;

/// <summary>The outcomes of a job as comma separated values (RFC 4180), with no cell that a spreadsheet would run.</summary>
public sealed class JobExport(JobQueries queries, Fleet fleet)
{
    private const int Page = 1000;
    private const string Header = "number,charger,step,action,state,status,message,command,asked_at,ended_at";

    /// <summary>Writes them in pages, so that a large job needs no memory.</summary>
    public async Task WriteAsync(JobRow job, Stream stream, CancellationToken cancellationToken)
    {
        var steps = JobStep.Read(job.Steps);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
        await writer.WriteLineAsync(Header.AsMemory(), cancellationToken);
        for (int? after = null; ;)
        {
            var rows = await queries.TargetsAsync(job.Id, null, after, Page, cancellationToken);
            foreach (var row in rows)
            {
                await writer.WriteLineAsync(Line(row, steps).AsMemory(), cancellationToken);
            }

            if (rows.Count < Page)
            {
                return;
            }

            after = rows[^1].Number;
        }
    }

    private string Line(JobTargetRow row, IReadOnlyList<JobStep> steps) => string.Join(',', ((string?[])
    [
        row.Number.ToString(CultureInfo.InvariantCulture),
        fleet.Find(row.ChargePointKey)?.Id ?? $"#{row.ChargePointKey}",
        (row.Step + 1).ToString(CultureInfo.InvariantCulture),
        steps[row.Step].Action,
        row.State.ToString(),
        row.AnswerStatus,
        row.Message,
        row.CommandId?.ToString(CultureInfo.InvariantCulture),
        Time(row.AskedAt),
        Time(row.EndedAt),
    ]).Select(Cell));

    private static string? Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Cell(string? value)
    {
        var text = value ?? "";
        if (text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal))
        {
            // Ids and words come from outside, and a spreadsheet takes this for a formula.
            text = $"'{text}";
        }

        return text.AsSpan().IndexOfAny("\",;\r\n") >= 0 ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
