namespace ChargingConsole.Api;

/// <summary>From the units of OCPP (W, Wh) to those of the API (kW, kWh).</summary>
internal static class Units
{
    /// <summary>A thousandth, to the third decimal: the unit itself stays exact. What is no number becomes 0.</summary>
    public static double Kilo(double value) => double.IsFinite(value) ? Math.Round(value / 1000, 3) : 0;

    /// <summary>As <see cref="Kilo(double)"/>; null for null and for what is no number, which JSON cannot hold.</summary>
    public static double? Kilo(double? value) => value is { } known && double.IsFinite(known) ? Kilo(known) : null;

    /// <summary>The value, or null when it is no number.</summary>
    public static double? Finite(double? value) => value is { } known && double.IsFinite(known) ? known : null;
}
