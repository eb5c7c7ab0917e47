using System.Globalization;
using System.Text;
using System.Text.Json;
using ChargingConsole.Components.Sessions;
using ChargingConsole.Core.SmartCharging;

namespace ChargingConsole.Components.SmartCharging;

/// <summary>A line of limits in a picture.</summary>
/// <param name="Name">What it is, for the legend and the table.</param>
/// <param name="Css">The class that gives its colour.</param>
/// <param name="Line">The limits.</param>
/// <param name="IsDashed">Whether it is drawn dashed, so that two lines can be told apart without their colour.</param>
public sealed record ScheduleSeries(string Name, string Css, ScheduleLine Line, bool IsDashed = false)
{
    private const double Size = 1000;

    /// <summary>The line as an SVG path in a square of 1000: level until the next step, broken where there is no limit.</summary>
    public string Path(double top) => Draw(top, closed: false);

    /// <summary>The area under it.</summary>
    public string Area(double top) => Draw(top, closed: true);

    /// <summary>The top of an axis that holds all lines.</summary>
    public static double Top(IEnumerable<ScheduleSeries> series) =>
        SessionCurve.NiceTop((double)(series.SelectMany(one => one.Line.Steps).Max(step => step.Limit) ?? 0) * 1.05);

    /// <summary>Every moment at which a line changes.</summary>
    public static IReadOnlyList<DateTimeOffset> Moments(IEnumerable<ScheduleSeries> series) =>
        [.. series.SelectMany(one => one.Line.Steps).Select(step => step.From).Distinct().Order()];

    /// <summary>The points as the curve's reader in the browser takes them.</summary>
    public static string Points(IReadOnlyList<ScheduleSeries> series, Func<DateTimeOffset, string> clock) => JsonSerializer.Serialize(Moments(series).Select(moment => new
    {
        x = Math.Round(X(series[0].Line, moment), 5),
        at = clock(moment),
        values = series.Select(one => new[] { one.Name, Words(one.Line.At(moment), one.Line.Unit) }),
    }));

    /// <summary>A step in words.</summary>
    public static string Words(ScheduleStep step, RateUnit unit) => step.Limit is { } limit
        ? step.Phases is { } phases ? $"{Figures.Limit(limit, unit)}, {Texts.SayMany(phases, "{0} phase", "{0} phases")}" : Figures.Limit(limit, unit)
        : Texts.Say("no limit");

    private static double X(ScheduleLine line, DateTimeOffset moment) => line.To <= line.From ? 0 : Math.Clamp((moment - line.From) / (line.To - line.From), 0, 1);

    private string Draw(double top, bool closed)
    {
        var path = new StringBuilder();
        for (var i = 0; i < Line.Steps.Count; i++)
        {
            if (Line.Steps[i].Limit is not { } limit)
            {
                continue;
            }

            var x = X(Line, Line.Steps[i].From) * Size;
            var end = X(Line, i + 1 < Line.Steps.Count ? Line.Steps[i + 1].From : Line.To) * Size;
            var y = Size - (Math.Clamp((double)limit / top, 0, 1) * Size);
            if (closed)
            {
                path.Append(CultureInfo.InvariantCulture, $"M{x:0.#} {Size}V{y:0.#}H{end:0.#}V{Size}Z");
            }
            else
            {
                path.Append(CultureInfo.InvariantCulture, $"{(i > 0 && Line.Steps[i - 1].Limit is not null ? 'L' : 'M')}{x:0.#} {y:0.#}H{end:0.#}");
            }
        }

        return path.ToString();
    }
}
