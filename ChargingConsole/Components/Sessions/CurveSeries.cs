namespace ChargingConsole.Components.Sessions;

/// <summary>A line of a curve.</summary>
/// <param name="Class">Its CSS classes.</param>
/// <param name="Value">The value at a point; null where there is none.</param>
/// <param name="Top">The value at the top of the picture.</param>
/// <param name="TestId">A name for tests.</param>
/// <param name="HasDots">Whether its readings are marked where they are few.</param>
public sealed record CurveSeries(string Class, Func<CurvePoint, double?> Value, double Top, string? TestId = null, bool HasDots = true);

/// <summary>An axis of a curve.</summary>
/// <param name="Top">The value at its top, in the unit of the readings.</param>
/// <param name="Divisor">What makes the unit shown of the unit of the readings.</param>
/// <param name="Unit">The unit shown.</param>
public sealed record CurveAxis(double Top, double Divisor, string Unit);
