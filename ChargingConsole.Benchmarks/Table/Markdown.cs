using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace ChargingConsole.Benchmarks.Table;

/// <summary>The table as docs/performance.md shows it.</summary>
internal static class Markdown
{
    private const string Begin = "<!-- table: begin -->", End = "<!-- table: end -->";

    public static string Table(IEnumerable<TargetLine> lines, int runs, double scale)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Measured {TimeProvider.System.GetUtcNow():yyyy-MM-dd} on {Machine()}; medians of {runs} runs");
        text.Append(scale == 1 ? ".\n\n" : string.Create(CultureInfo.InvariantCulture, $", at {scale} of the targets' chargers and rates: for a look, not for the record.\n\n"));
        text.Append("| What | Figure | Target | Measured | Ratio to the floor | Met |\n|---|---|---|---|---|---|\n");
        foreach (var line in lines)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {line.What} | {line.Figure} | {line.Target} | {line.Value} | {line.Ratio} | {(line.IsMet ? "yes" : "**no**")} |\n");
        }

        return text.ToString();
    }

    /// <summary>Writes the table between the file's markers, or as the whole file when it has none.</summary>
    public static async Task WriteAsync(string file, string table, CancellationToken cancellationToken)
    {
        var old = File.Exists(file) ? await File.ReadAllTextAsync(file, cancellationToken) : "";
        var (from, to) = (old.IndexOf(Begin, StringComparison.Ordinal), old.IndexOf(End, StringComparison.Ordinal));
        var text = from >= 0 && to > from ? $"{old[..(from + Begin.Length)]}\n{table}{old[to..]}" : table;
        await File.WriteAllTextAsync(file, text, cancellationToken);
    }

    private static string Machine()
    {
        var processor = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
            : null;
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024);
        return string.Create(CultureInfo.InvariantCulture,
            $"{processor ?? RuntimeInformation.ProcessArchitecture.ToString()} ({Environment.ProcessorCount} cores, {memory:F0} GB), {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}");
    }
}
