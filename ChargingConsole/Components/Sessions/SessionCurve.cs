using ChargingConsole.Core.Charging;

namespace ChargingConsole.Components.Sessions;

/// <summary>A point of the curve.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="PowerW">The power in W.</param>
/// <param name="EnergyWh">The energy since the start in Wh.</param>
/// <param name="SocPercent">The state of charge in percent.</param>
/// <param name="AfterGap">Whether nothing was told for so long before it that no line may lead here.</param>
/// <param name="CurrentA">The highest phase current in A.</param>
/// <param name="VoltageV">The mean phase voltage in V.</param>
/// <param name="IsReading">Whether the charger told it; else it is an end of the session, known by its registers.</param>
public readonly record struct CurvePoint(
    DateTimeOffset At, double? PowerW, double? EnergyWh, double? SocPercent, bool AfterGap, double? CurrentA = null, double? VoltageV = null, bool IsReading = true);

/// <summary>The readings of a session as a picture needs them: few enough to draw, with the gaps known.</summary>
public sealed record SessionCurve
{
    /// <summary>The most points that are drawn.</summary>
    public const int MostPoints = 300;

    /// <summary>Up to so many points each reading is marked.</summary>
    public const int FewPoints = 14;

    private static readonly TimeSpan s_leastGap = TimeSpan.FromMinutes(3);

    /// <summary>The points, oldest first.</summary>
    public required IReadOnlyList<CurvePoint> Points { get; init; }

    /// <summary>Where the picture begins, UTC.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Where the picture ends, UTC.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>The power was worked out from the energy, since the charger tells none.</summary>
    public bool IsPowerDerived { get; init; }

    /// <summary>Whether there is a power to draw.</summary>
    public bool HasPower => Points.Any(point => point.PowerW is not null);

    /// <summary>Whether there is an energy to draw.</summary>
    public bool HasEnergy => Points.Any(point => point.EnergyWh is not null);

    /// <summary>Whether there is a state of charge to draw.</summary>
    public bool HasSoc => Points.Any(point => point.SocPercent is not null);

    /// <summary>Whether there is a current to draw.</summary>
    public bool HasCurrent => Points.Any(point => point.CurrentA is not null);

    /// <summary>Whether there is a voltage to draw.</summary>
    public bool HasVoltage => Points.Any(point => point.VoltageV is not null);

    /// <summary>The top of the current axis in A.</summary>
    public double TopCurrentA => NiceTop(Points.Max(point => point.CurrentA) ?? 0, 4);

    /// <summary>The top of the voltage axis in V.</summary>
    public double TopVoltageV => NiceTop(Points.Max(point => point.VoltageV) ?? 0, 4);

    /// <summary>The top of the power axis in W.</summary>
    public double TopPowerW => NiceTop(Points.Max(point => point.PowerW) ?? 0);

    /// <summary>The top of the energy axis in Wh.</summary>
    public double TopEnergyWh => NiceTop(Points.Max(point => point.EnergyWh) ?? 0);

    /// <summary>How many equal steps both axes have, so that they share their grid.</summary>
    public const int Steps = 4;

    /// <summary>Where a moment lies between the ends, from 0 to 1.</summary>
    public double X(DateTimeOffset at) => To <= From ? 0 : Math.Clamp((at - From) / (To - From), 0, 1);

    /// <summary>The moments that the time axis names.</summary>
    public IEnumerable<DateTimeOffset> Ticks(TimeZoneInfo zone)
    {
        var step = s_timeSteps.FirstOrDefault(step => (To - From) / step <= 6, TimeSpan.FromDays(7));
        var offset = zone.GetUtcOffset(From);
        var first = new DateTimeOffset((From.UtcTicks + offset.Ticks + step.Ticks - 1) / step.Ticks * step.Ticks - offset.Ticks, TimeSpan.Zero);
        for (var tick = first; tick <= To; tick += step)
        {
            yield return tick;
        }
    }

    /// <summary>Makes the curve of a session from its readings, oldest first.</summary>
    public static SessionCurve Of(SessionView session, IReadOnlyList<MeterReadingRow> readings)
    {
        var gap = GapAfter(readings);
        var meterStart = session.MeterStart ?? 0;
        var derive = readings.All(reading => reading.PowerW is null);
        var points = new List<CurvePoint>(readings.Count + 2);
        MeterReadingRow? before = null;
        foreach (var reading in readings)
        {
            var afterGap = before is not null && reading.Timestamp - before.Timestamp > gap;
            points.Add(new CurvePoint(
                reading.Timestamp,
                derive ? Derived(before, reading, afterGap) : reading.PowerW,
                reading.EnergyWh is { } register ? Math.Max(0, register - meterStart) : null,
                reading.SocPercent,
                afterGap,
                reading.CurrentA,
                reading.VoltageV));
            before = reading;
        }

        var last = readings.Count > 0 ? readings[^1].Timestamp : session.StartTime;
        var first = readings.Count > 0 && readings[0].Timestamp < session.StartTime ? readings[0].Timestamp : session.StartTime;
        var end = session.StopTime is { } stop && stop > last ? stop : last;
        AddEnds(points, session, gap);
        return new SessionCurve
        {
            Points = Thin(points),
            From = first,
            To = end > first ? end : first + TimeSpan.FromMinutes(1),
            IsPowerDerived = derive && points.Any(point => point.PowerW is not null),
        };
    }

    /// <summary>
    /// The registers at both ends are known as surely as any reading: with them even a session of one reading, or of none,
    /// is a line from its start to its end. The power at the ends is that of the reading beside them.
    /// </summary>
    private static void AddEnds(List<CurvePoint> points, SessionView session, TimeSpan gap)
    {
        var hasEnd = session is { StopTime: not null, MeterStop: not null };
        if (points.Count == 0)
        {
            if (hasEnd && session.EnergyWh > 0 && session.StopTime > session.StartTime)
            {
                var mean = session.EnergyWh / (session.StopTime!.Value - session.StartTime).TotalHours;
                points.Add(new CurvePoint(session.StartTime, mean, 0, null, AfterGap: false, IsReading: false));
                points.Add(new CurvePoint(session.StopTime.Value, mean, session.EnergyWh, null, AfterGap: false, IsReading: false));
            }

            return;
        }

        var (first, last) = (points[0], points[^1]);
        if (first.At > session.StartTime)
        {
            if (first.At - session.StartTime > gap)
            {
                points[0] = first with { AfterGap = true };
            }

            points.Insert(0, new CurvePoint(session.StartTime, first.PowerW, first.EnergyWh is null ? null : 0, null, AfterGap: false, IsReading: false));
        }

        if (hasEnd && session.StopTime > last.At)
        {
            points.Add(new CurvePoint(
                session.StopTime!.Value, last.PowerW, last.EnergyWh is null ? null : Math.Max(session.EnergyWh, last.EnergyWh.Value), null, session.StopTime - last.At > gap, IsReading: false));
        }
    }

    /// <summary>A pause is a gap when it is several times what is usual between two readings.</summary>
    private static TimeSpan GapAfter(IReadOnlyList<MeterReadingRow> readings)
    {
        if (readings.Count < 3)
        {
            return TimeSpan.MaxValue;
        }

        var pauses = readings.Skip(1).Select((reading, i) => reading.Timestamp - readings[i].Timestamp).Order().ToArray();
        var usual = pauses[pauses.Length / 2] * 4;
        return usual > s_leastGap ? usual : s_leastGap;
    }

    private static double? Derived(MeterReadingRow? before, MeterReadingRow reading, bool afterGap) =>
        !afterGap && before is { EnergyWh: { } earlier } && reading.EnergyWh is { } later && reading.Timestamp > before.Timestamp
            ? Math.Max(0, (later - earlier) / (reading.Timestamp - before.Timestamp).TotalHours)
            : null;

    private static List<CurvePoint> Thin(List<CurvePoint> points)
    {
        if (points.Count <= MostPoints)
        {
            return points;
        }

        var thin = new List<CurvePoint>(MostPoints);
        for (var i = 0; i < MostPoints; i++)
        {
            var bucket = points[(int)((long)i * points.Count / MostPoints)..(int)((long)(i + 1) * points.Count / MostPoints)];
            thin.Add(bucket[^1] with
            {
                PowerW = bucket.Average(point => point.PowerW),
                IsReading = true,
                AfterGap = bucket.Any(point => point.AfterGap),
            });
        }

        return thin;
    }

    /// <summary>A round number above, which divides into <see cref="Steps"/>.</summary>
    internal static double NiceTop(double most, double otherwise = 1000)
    {
        if (most <= 0)
        {
            return otherwise;
        }

        var step = most / Steps;
        var scale = Math.Pow(10, Math.Floor(Math.Log10(step)));
        foreach (var factor in s_factors)
        {
            if (factor * scale * Steps >= most)
            {
                return factor * scale * Steps;
            }
        }

        return 10 * scale * Steps;
    }

    private static readonly double[] s_factors = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

    private static readonly TimeSpan[] s_timeSteps =
    [
        TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(15),
        TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(4), TimeSpan.FromHours(6), TimeSpan.FromHours(12), TimeSpan.FromDays(1),
    ];
}
