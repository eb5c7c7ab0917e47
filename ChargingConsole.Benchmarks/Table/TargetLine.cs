namespace ChargingConsole.Benchmarks.Table;

/// <summary>One line of the table.</summary>
/// <param name="What">What is measured.</param>
/// <param name="Figure">Which figure.</param>
/// <param name="Target">What it should be.</param>
/// <param name="Value">What it is.</param>
/// <param name="Ratio">Its ratio to a floor of the same runs; empty when there is none.</param>
/// <param name="IsMet">Whether the target is met.</param>
internal sealed record TargetLine(string What, string Figure, string Target, string Value, string Ratio, bool IsMet);
