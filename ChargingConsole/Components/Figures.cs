using System.Globalization;
using ChargingConsole.Core.SmartCharging;

namespace ChargingConsole.Components;

/// <summary>Numbers as operators read them: few digits, the separators of the reader's language, and always the unit.</summary>
public static class Figures
{
    /// <summary>The number of a power in kW.</summary>
    public static string Kilowatts(double watts) => (watts / 1000).ToString(Math.Abs(watts) >= 99_950 ? "N0" : "0.0", CultureInfo.CurrentCulture);

    /// <summary>A power in W, told in kW.</summary>
    public static string Power(double watts) => $"{Kilowatts(watts)} kW";

    /// <summary>The number of an energy in kWh.</summary>
    public static string KilowattHours(double wattHours) => (wattHours / 1000).ToString(Math.Abs(wattHours) >= 999_500 ? "N0" : "0.00", CultureInfo.CurrentCulture);

    /// <summary>An energy in Wh, told in kWh.</summary>
    public static string Energy(double wattHours) => $"{KilowattHours(wattHours)} kWh";

    /// <summary>A limit of current or power in its unit; power is told in kW.</summary>
    public static string Limit(decimal limit, RateUnit unit) => unit == RateUnit.A
        ? string.Create(CultureInfo.CurrentCulture, $"{limit:0.#} A")
        : string.Create(CultureInfo.CurrentCulture, $"{limit / 1000:0.###} kW");

    /// <summary>A share in percent.</summary>
    public static string Percent(double percent) => $"{percent.ToString("0.#", CultureInfo.CurrentCulture)} %";

    /// <summary>A count with thousands set apart.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.CurrentCulture);

    /// <summary>A time an answer took, in microseconds.</summary>
    public static string Latency(long microseconds) => microseconds switch
    {
        < 1_000 => "<1 ms",
        < 1_000_000 => string.Create(CultureInfo.CurrentCulture, $"{microseconds / 1000} ms"),
        _ => string.Create(CultureInfo.CurrentCulture, $"{microseconds / 1e6:0.0} s"),
    };

    /// <summary>A duration in the two units that matter.</summary>
    public static string Duration(TimeSpan duration) => duration switch
    {
        { TotalMinutes: < 1 } => string.Create(CultureInfo.CurrentCulture, $"{(int)duration.TotalSeconds} s"),
        { TotalHours: < 1 } => string.Create(CultureInfo.CurrentCulture, $"{duration.Minutes} min {duration.Seconds:00} s"),
        { TotalDays: < 1 } => string.Create(CultureInfo.CurrentCulture, $"{(int)duration.TotalHours} h {duration.Minutes:00} min"),
        _ => string.Create(CultureInfo.CurrentCulture, $"{(int)duration.TotalDays} d {duration.Hours} h"),
    };

    /// <summary>A size in bytes, in the unit that suits it.</summary>
    public static string Size(long bytes) => bytes switch
    {
        < 1_000_000 => string.Create(CultureInfo.CurrentCulture, $"{Math.Ceiling(bytes / 1000.0):N0} kB"),
        < 1_000_000_000 => string.Create(CultureInfo.CurrentCulture, $"{bytes / 1e6:0.0} MB"),
        _ => string.Create(CultureInfo.CurrentCulture, $"{bytes / 1e9:0.00} GB"),
    };

    /// <summary>A count and its noun.</summary>
    public static string Many(long count, string one, string many) => $"{Count(count)} {(count == 1 ? one : many)}";
}
