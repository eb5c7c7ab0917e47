using System.Globalization;

namespace ChargingConsole.Benchmarks.Dashboards;

/// <summary>How long something took each time, in milliseconds; negative where it never ended.</summary>
internal sealed class Timings(IReadOnlyList<double> values)
{
    private readonly double[] _sorted = [.. values.Where(value => value >= 0).Order()];

    /// <summary>Whether every try came to an end.</summary>
    public bool IsWhole => values.Count > 0 && _sorted.Length == values.Count;

    /// <summary>Half of the tries took no longer.</summary>
    public double P50 => At(0.50);

    /// <summary>Nineteen of twenty took no longer.</summary>
    public double P95 => At(0.95);

    /// <summary>Whether every try ended, and nineteen of twenty within so many milliseconds.</summary>
    public bool IsWithin(double limit) => IsWhole && P95 <= limit;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"p50 {P50:F0}, p95 {P95:F0}, longest {At(1):F0} of {values.Count}{(IsWhole ? "" : $", {values.Count - _sorted.Length} NEVER ENDED")}");

    // The nearest rank.
    private double At(double share) => _sorted.Length == 0 ? double.NaN : _sorted[Math.Max(0, (int)Math.Ceiling(share * _sorted.Length) - 1)];
}
