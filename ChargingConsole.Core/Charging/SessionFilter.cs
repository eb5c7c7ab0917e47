namespace ChargingConsole.Core.Charging;

/// <summary>Which sessions to list; absent members do not filter.</summary>
public sealed record SessionFilter
{
    /// <summary>Of this charge point.</summary>
    public string? ChargePointId { get; init; }

    /// <summary>Of the charge points with this text in their identity, compared without regard to case.</summary>
    public string? ChargePointPart { get; init; }

    /// <summary>Of the charge points of this site.</summary>
    public string? Site { get; init; }

    /// <summary>In this state.</summary>
    public SessionStatus? Status { get; init; }

    /// <summary>Of this tag, compared without regard to case.</summary>
    public string? IdTag { get; init; }

    /// <summary>Of the tags with this text in them, compared without regard to case.</summary>
    public string? IdTagPart { get; init; }

    /// <summary>Begun at this time or later, UTC.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Begun before this time, UTC.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Older than the session with this transaction id, in the order of the list; 0, which is what pending ones have, means behind those.</summary>
    public int? Before { get; init; }

    /// <summary>Only those that somebody may know of; null for all.</summary>
    public SessionReach? Reach { get; init; }

    /// <summary>The open ones before those that are over.</summary>
    public bool OpenFirst { get; init; }

    /// <summary>At most so many.</summary>
    public int Limit { get; init; } = 50;
}
