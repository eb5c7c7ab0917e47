namespace ChargingConsole.Core.Alerts;

/// <summary>Something that is not as it should be at this moment.</summary>
/// <param name="Kind">What.</param>
/// <param name="Subject">Of what.</param>
/// <param name="ChargePointKey">The charge point, if it is about one.</param>
/// <param name="Since">Since when; null for this very moment.</param>
/// <param name="Value">A number about it.</param>
/// <param name="Words">Words about it.</param>
public readonly record struct AlertCondition(AlertKind Kind, string Subject, int? ChargePointKey, DateTimeOffset? Since, double? Value, string? Words);

/// <summary>Looks for conditions of some kinds in memory; asked every few seconds, off the hot path, never of the database.</summary>
public interface IAlertSource
{
    /// <summary>What is wrong now.</summary>
    IEnumerable<AlertCondition> Look(AlertRules rules, DateTimeOffset now);
}
