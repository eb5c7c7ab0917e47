namespace ChargingConsole.Core.Alerts;

/// <summary>When an alert of a kind is raised and resolved.</summary>
public sealed record AlertRuleRow
{
    /// <summary>The kind.</summary>
    public required AlertKind Kind { get; init; }

    /// <summary>Whether it is looked for at all.</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>The limit, in the unit of the kind (see <see cref="AlertKinds"/>).</summary>
    public required double Threshold { get; init; }

    /// <summary>For how long the condition has to be gone before the alert resolves, so that it does not flap.</summary>
    public int CalmSeconds { get; init; } = 60;

    /// <summary>Only chargers whose identity or location contains one of these, separated by commas; null for all.</summary>
    public string? Only { get; init; }
}
