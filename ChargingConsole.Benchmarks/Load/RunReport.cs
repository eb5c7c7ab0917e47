using System.Globalization;

namespace ChargingConsole.Benchmarks.Load;

/// <summary>Results in lines that people and scripts can read.</summary>
internal static class RunReport
{
    public static void Write(TextWriter output, LoadSettings settings, int run, Measured measured)
    {
        var line = settings.Mode switch
        {
            LoadMode.Idle => Text($"{measured.KbPerConnection:F1} KB per connection, {measured.MemoryMb:F0} MB in all, {measured.ProcessorSeconds / measured.Seconds * 100:F2} % processor while silent"),
            LoadMode.ReconnectStorm => Text($"all served within {measured.Max / 1000:F2} s (p50 {measured.P50 / 1000:F2} s), {measured.MicrosecondsPerMessage:F0} µs/message"),
            LoadMode.RemoteStart => Text($"{measured.MessagesPerSecond:F0} starts/s, REST to socket p50 {measured.P50:F2} p95 {measured.P95:F2} p99 {measured.P99:F2} max {measured.Max:F2} ms, {measured.MicrosecondsPerMessage:F0} µs/start"),
            _ => Text($"{measured.MessagesPerSecond:F0} messages/s, {measured.MicrosecondsPerMessage:F1} µs/message, p50 {measured.P50:F2} p95 {measured.P95:F2} p99 {measured.P99:F2} max {measured.Max:F2} ms"),
        };
        output.WriteLine(Text($"run {run} {measured.Subject,-7} {line}, {measured.Errors} errors, peak {measured.PeakMemoryMb:F0} MB"));
        if (measured.PaceLateMs > 3)
        {
            output.WriteLine(Text($"    the load itself was up to {measured.PaceLateMs:F1} ms late: its core is too busy for this rate"));
        }

        if (settings.Mode == LoadMode.Mixed && measured.Subject == SubjectKind.Console)
        {
            output.WriteLine(Text($"    {settings.Followers} followers of the hub got {measured.Batches} batches"));
        }

        if (measured.Verdict is { } verdict)
        {
            output.WriteLine($"    {verdict}");
            if (!settings.Journal && verdict.Frames > 0)
            {
                output.WriteLine("    the journal was to be off, and frames were written all the same: this build does not know Journal:Enabled");
            }
        }

        if (measured.Subject == SubjectKind.Console)
        {
            var stop = measured.StopSeconds is { } seconds ? Text($"stopped in {seconds:F2} s") : "had to be killed";
            output.WriteLine(Text($"    listened after {measured.StartUpSeconds:F2} s, {stop}"));
        }

        foreach (var problem in measured.Problems)
        {
            output.WriteLine($"    {problem}");
        }
    }

    public static void WriteMedians(TextWriter output, SeriesResult result)
    {
        foreach (var kind in result.Runs.Select(run => run.Subject).Distinct())
        {
            var parts = new List<string>();
            Add("messages/s", measured => measured.MessagesPerSecond, "F0");
            Add("µs/message", measured => measured.MicrosecondsPerMessage, "F1");
            Add("p50 ms", measured => measured.P50, "F2");
            Add("p99 ms", measured => measured.P99, "F2");
            Add("KB/connection", measured => measured.KbPerConnection, "F1");
            output.WriteLine($"median of {result.Settings.Runs} {kind,-7} {string.Join(", ", parts)}");

            void Add(string unit, Func<Measured, double?> figure, string format)
            {
                if (result.Median(kind, figure) is not { } value || value == 0)
                {
                    return;
                }

                var text = value.ToString(format, CultureInfo.InvariantCulture) + " " + unit;
                parts.Add(kind == SubjectKind.Console ? text + Ratios(figure) : text);
            }

            string Ratios(Func<Measured, double?> figure) => string.Concat(new[] { SubjectKind.Bare, SubjectKind.Durable }
                .Select(floor => result.Median(floor, figure) is { } value and > 0 ? Text($" ({result.Median(SubjectKind.Console, figure) / value:F2} × {floor})") : ""));
        }
    }

    internal static string Text(FormattableString text) => FormattableString.Invariant(text);
}
