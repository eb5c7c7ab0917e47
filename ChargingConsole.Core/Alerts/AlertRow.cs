namespace ChargingConsole.Core.Alerts;

/// <summary>Something that needs an operator, raised once and resolved by itself.</summary>
public sealed record AlertRow
{
    /// <summary>The row's key.</summary>
    public required long Id { get; init; }

    /// <summary>What it tells of.</summary>
    public required AlertKind Kind { get; init; }

    /// <summary>What it is about: a charger's identity, with its connector behind a slash; or a part of the server. One alert of a kind at a time.</summary>
    public required string Subject { get; init; }

    /// <summary>The charge point; null when it is about none.</summary>
    public int? ChargePointKey { get; init; }

    /// <summary>A number of the kind's unit, as it was when the alert was raised.</summary>
    public double? Value { get; init; }

    /// <summary>Words of the charge point or the server about it.</summary>
    public string? Words { get; init; }

    /// <summary>When it was raised, UTC.</summary>
    public required DateTimeOffset RaisedAt { get; init; }

    /// <summary>When an operator took it on, UTC.</summary>
    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>Who took it on.</summary>
    public string? AcknowledgedBy { get; init; }

    /// <summary>What the operator noted.</summary>
    public string? Note { get; init; }

    /// <summary>When the condition was gone, UTC.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>Where it stands.</summary>
    public AlertState State => ResolvedAt is not null ? AlertState.Resolved : AcknowledgedAt is not null ? AlertState.Acknowledged : AlertState.Open;
}

/// <summary>Where an alert stands.</summary>
public enum AlertState : byte
{
    /// <summary>Nobody has taken it on.</summary>
    Open,
    /// <summary>Somebody has.</summary>
    Acknowledged,
    /// <summary>The condition is gone.</summary>
    Resolved,
}
