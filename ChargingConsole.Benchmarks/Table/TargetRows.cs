using ChargingConsole.Benchmarks.Load;
using static ChargingConsole.Benchmarks.Load.RunReport;

namespace ChargingConsole.Benchmarks.Table;

/// <summary>The rows of the targets: what is run for each, and what is read from it.</summary>
internal sealed class TargetRows(LoadSettings basis, double scale, string? filled, TextWriter output)
{
    public static readonly string[] Names = ["session", "offered", "fleet", "heartbeat", "idle", "remote-start", "storm", "growth", "journal"];

    private readonly List<TargetLine> _lines = [];
    private SeriesResult? _session;

    public async Task<IReadOnlyList<TargetLine>> MeasureAsync(IReadOnlyCollection<string> wanted, CancellationToken cancellationToken)
    {
        foreach (var name in Names.Where(wanted.Contains))
        {
            output.WriteLine($"--- {name}");
            await (name switch
            {
                "session" => SessionAsync(cancellationToken),
                "offered" => OfferedAsync(cancellationToken),
                "fleet" => FleetAsync(cancellationToken),
                "heartbeat" => HeartbeatAsync(cancellationToken),
                "idle" => IdleAsync(cancellationToken),
                "remote-start" => RemoteStartAsync(cancellationToken),
                "storm" => StormAsync(cancellationToken),
                "growth" => GrowthAsync(cancellationToken),
                _ => JournalAsync(cancellationToken),
            });
        }

        return _lines;
    }

    private async Task SessionAsync(CancellationToken token)
    {
        var what = $"session, {Chargers(1000)} chargers, closed loop";
        _session = await RunAsync(basis with { Chargers = Chargers(1000), Floor = FloorChoice.Both }, token);
        AtMost(what, "µs per message", _session, Cost, 80, SubjectKind.Durable);
        Line(what, "messages/s", "≥ 10,000", Median(_session, run => run.MessagesPerSecond), "F0", value => value >= 10_000, Ratio(_session, run => run.MessagesPerSecond, SubjectKind.Durable));
        AtMost(what, "p99 ms", _session, P99, 150, SubjectKind.Durable);
        Sound(what, _session);
    }

    private async Task OfferedAsync(CancellationToken token)
    {
        var rate = 1000 * scale;
        var what = Text($"session, {Chargers(1000)} chargers, {rate:F0} messages/s offered");
        var series = await RunAsync(basis with { Chargers = Chargers(1000), Rate = rate }, token);
        AtMost(what, "p99 ms", series, P99, 10);
        Sound(what, series);
    }

    private async Task FleetAsync(CancellationToken token)
    {
        var rate = 2000 * scale;
        var what = Text($"a fleet as it is: {Chargers(10_000)} chargers, {rate:F0} messages/s offered");
        var series = await RunAsync(basis with { Chargers = Chargers(10_000), Rate = rate, WarmUp = Math.Max(basis.WarmUp, 10), Floor = FloorChoice.Durable }, token);
        AtMost(what, "p99 ms", series, P99, 50, SubjectKind.Durable);
        AtMostTimes(what, "µs per message", series, Cost, 1.5, SubjectKind.Durable);
        Sound(what, series);
    }

    private async Task HeartbeatAsync(CancellationToken token)
    {
        var what = $"heartbeat, {Chargers(1000)} chargers, closed loop";
        var series = await RunAsync(basis with { Mode = LoadMode.Heartbeat, Chargers = Chargers(1000), Floor = FloorChoice.On }, token);
        AtMostTimes(what, "µs per message", series, Cost, 2, SubjectKind.Bare);
        Sound(what, series);
    }

    private async Task IdleAsync(CancellationToken token)
    {
        var what = $"{Chargers(10_000)} silent chargers";
        var series = await RunAsync(basis with { Mode = LoadMode.Idle, Chargers = Chargers(10_000), Floor = FloorChoice.On, Seconds = Math.Min(basis.Seconds, 10) }, token);
        var floor = Median(series, run => run.KbPerConnection, SubjectKind.Bare);
        Line(what, "KB per connection", Text($"≤ {floor + 14:F1} (the floor's {floor:F1} and 14)"), Median(series, run => run.KbPerConnection), "F1", value => value <= floor + 14, Ratio(series, run => run.KbPerConnection, SubjectKind.Bare));
        AtMost(what, "MB in all", series, run => run.MemoryMb, 400);
        Sound(what, series);
    }

    private async Task RemoteStartAsync(CancellationToken token)
    {
        var what = $"REST start to the charger's socket, {Chargers(1000)} connected";
        var series = await RunAsync(basis with { Mode = LoadMode.RemoteStart, Chargers = Chargers(1000) }, token);
        AtMost(what, "p99 ms", series, P99, 5);
        Sound(what, series);
    }

    private async Task StormAsync(CancellationToken token)
    {
        var what = $"{Chargers(10_000)} chargers reconnecting at once";
        var series = await RunAsync(basis with { Mode = LoadMode.ReconnectStorm, Chargers = Chargers(10_000), Floor = FloorChoice.On }, token);
        AtMost(what, "s until all are served", series, run => run.Max / 1000, 60, SubjectKind.Bare);
        Sound(what, series);
    }

    private async Task GrowthAsync(CancellationToken token)
    {
        _session ??= await RunAsync(basis with { Chargers = Chargers(1000) }, token);
        var what = "session in the filled database";
        var series = await RunAsync(basis with { Chargers = Chargers(1000), Database = filled }, token);
        Compared(what, "µs per message", series, Cost, 1.15, "the fresh database");
        Compared(what, "p99 ms", series, P99, 1.15, "the fresh database");
        AtMost(what, "s to start up", series, run => run.StartUpSeconds, 5);
        Sound(what, series);
    }

    private async Task JournalAsync(CancellationToken token)
    {
        _session ??= await RunAsync(basis with { Chargers = Chargers(1000) }, token);
        var off = await RunAsync(basis with { Chargers = Chargers(1000), Journal = false }, token);
        var ratio = Median(_session, Cost) / Median(off, Cost);
        // Off or not is told by the rows: a build without the switch would compare on with on.
        var isOff = off.Runs.All(run => run.Verdict is not { Frames: > 0 });
        Line("journal on against off", "µs per message", "≤ 1.25 ×", ratio, "F2", value => isOff && value <= 1.25, isOff ? Text($"off: {Median(off, Cost):F1} µs") : "the server can't switch it off");
    }

    private Task<SeriesResult> RunAsync(LoadSettings settings, CancellationToken token) => LoadSeries.RunAsync(settings, output, token);

    private int Chargers(int count) => Math.Max(1, (int)(count * scale));

    private static double? Cost(Measured run) => run.MicrosecondsPerMessage;

    private static double? P99(Measured run) => run.P99;

    private static double Median(SeriesResult series, Func<Measured, double?> figure, SubjectKind kind = SubjectKind.Console) =>
        series.Median(kind, figure) ?? double.NaN;

    private static string Ratio(SeriesResult series, Func<Measured, double?> figure, SubjectKind floor) =>
        series.Median(floor, figure) is { } value and > 0 ? Text($"{Median(series, figure) / value:F2} × {value:F1} ({floor.ToString().ToLowerInvariant()})") : "";

    private void AtMost(string what, string figure, SeriesResult series, Func<Measured, double?> value, double target, SubjectKind? floor = null) =>
        Line(what, figure, Text($"≤ {target}"), Median(series, value), "F1", measured => measured <= target, floor is { } kind ? Ratio(series, value, kind) : "");

    private void AtMostTimes(string what, string figure, SeriesResult series, Func<Measured, double?> value, double times, SubjectKind floor) =>
        Line(what, figure, Text($"≤ {times} × the floor"), Median(series, value), "F1", measured => measured <= times * Median(series, value, floor), Ratio(series, value, floor));

    private void Compared(string what, string figure, SeriesResult series, Func<Measured, double?> value, double times, string with) =>
        Line(what, figure, Text($"≤ {times} × {with}"), Median(series, value), "F1", measured => measured <= times * Median(_session!, value), Text($"{Median(series, value) / Median(_session!, value):F2} × {with}"));

    private void Sound(string what, SeriesResult series)
    {
        var errors = series.Runs.Sum(run => run.Errors);
        var verdicts = series.Runs.Select(run => run.Verdict).OfType<Verify.Verdict>().ToList();
        Line(what, "errors; missing; double", "0; 0; 0", $"{errors}; {verdicts.Sum(verdict => verdict.Missing)}; {verdicts.Sum(verdict => verdict.Double)}", "", series.IsGood);
    }

    private void Line(string what, string figure, string target, double value, string format, Func<double, bool> isMet, string ratio) =>
        Line(what, figure, target, value.ToString(format, System.Globalization.CultureInfo.InvariantCulture), ratio, isMet(value));

    private void Line(string what, string figure, string target, string value, string ratio, bool isMet) =>
        _lines.Add(new TargetLine(what, figure, target, value, ratio, isMet));
}
