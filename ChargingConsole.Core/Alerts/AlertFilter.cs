namespace ChargingConsole.Core.Alerts;

/// <summary>Which alerts to list; absent members do not filter.</summary>
public sealed record AlertFilter
{
    /// <summary>In this state.</summary>
    public AlertState? State { get; init; }

    /// <summary>Of this kind.</summary>
    public AlertKind? Kind { get; init; }

    /// <summary>About one of these charge points.</summary>
    public IReadOnlyCollection<int>? ChargePointKeys { get; init; }

    /// <summary>With <see cref="ChargePointKeys"/>: also those about no charge point that is known, with this text in their subject.</summary>
    public string? Subject { get; init; }

    /// <summary>Whether an alert in memory passes.</summary>
    public bool Passes(AlertRow row) =>
        (State is null || row.State == State)
        && (Kind is null || row.Kind == Kind)
        && (ChargePointKeys is null || (row.ChargePointKey is { } key ? ChargePointKeys.Contains(key) : Subject is not null && row.Subject.Contains(Subject, StringComparison.OrdinalIgnoreCase)));
}
