using System.Globalization;
using System.Text;
using System.Text.Json;
using ChargingConsole.Resources;
using Microsoft.Extensions.Localization;

namespace ChargingConsole.Components.Sessions;

/// <summary>The lines of a curve as SVG paths in a square of 1000, and its points for reading off.</summary>
public static class CurveLines
{
    private const double Size = 1000;

    /// <summary>A line through a value of each point, broken at gaps and where the value is missing.</summary>
    public static string Line(SessionCurve curve, Func<CurvePoint, double?> value, double top)
    {
        var path = new StringBuilder();
        foreach (var run in Runs(curve, value))
        {
            Append(path, curve, run, top);
        }

        return path.ToString();
    }

    /// <summary>The area under the power.</summary>
    public static string Area(SessionCurve curve, Func<CurvePoint, double?> value, double top)
    {
        var path = new StringBuilder();
        foreach (var run in Runs(curve, value).Where(run => run.Count > 1))
        {
            Append(path, curve, run, top);
            path.Append(CultureInfo.InvariantCulture, $"V{Size}H{curve.X(run[0].At) * Size:0.#}Z");
        }

        return path.ToString();
    }

    /// <summary>The points as the curve's reader in the browser takes them.</summary>
    public static string Points(SessionCurve curve, Func<DateTimeOffset, string> clock, IStringLocalizer<Texts> texts) => JsonSerializer.Serialize(curve.Points.Where(point => point.IsReading || curve.Points.Count <= 2).Select(point => new
    {
        x = Math.Round(curve.X(point.At), 5),
        at = clock(point.At),
        utc = Viewer.Utc(point.At),
        values = new[]
        {
            point.PowerW is { } power ? new[] { texts["Power"].Value, Figures.Power(power) } : null,
            point.EnergyWh is { } energy ? new[] { texts["Energy"].Value, Figures.Energy(energy) } : null,
            point.SocPercent is { } soc ? new[] { texts["Battery"].Value, Figures.Percent(soc) } : null,
            point.CurrentA is { } current ? new[] { texts["Current"].Value, $"{current.ToString("0.#", CultureInfo.CurrentCulture)} A" } : null,
            point.VoltageV is { } voltage ? new[] { texts["Voltage"].Value, $"{voltage.ToString("0", CultureInfo.CurrentCulture)} V" } : null,
        }.OfType<string[]>(),
    }));

    private static void Append(StringBuilder path, SessionCurve curve, List<(DateTimeOffset At, double Value)> run, double top)
    {
        for (var i = 0; i < run.Count; i++)
        {
            var x = curve.X(run[i].At) * Size;
            var y = Size - (Math.Clamp(run[i].Value / top, 0, 1) * Size);
            path.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? 'M' : 'L')}{x:0.#} {y:0.#}");
        }

        if (run.Count == 1)
        {
            // A lone point is drawn as a dash, or nobody would see it.
            path.Append("h4");
        }
    }

    private static IEnumerable<List<(DateTimeOffset At, double Value)>> Runs(SessionCurve curve, Func<CurvePoint, double?> value)
    {
        var run = new List<(DateTimeOffset, double)>();
        foreach (var point in curve.Points)
        {
            if (point.AfterGap && run.Count > 0)
            {
                yield return run;
                run = [];
            }

            if (value(point) is { } number)
            {
                run.Add((point.At, number));
            }
        }

        if (run.Count > 0)
        {
            yield return run;
        }
    }
}
