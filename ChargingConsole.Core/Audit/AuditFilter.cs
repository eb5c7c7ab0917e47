namespace ChargingConsole.Core.Audit;

/// <summary>Which records to list; what is null does not matter.</summary>
public sealed record AuditFilter
{
    /// <summary>Of whom, in whatever case.</summary>
    public string? Who { get; init; }

    /// <summary>What, or the beginning of it: <c>id_tag.</c> is all that was done to tags.</summary>
    public string? What { get; init; }

    /// <summary>To what.</summary>
    public string? Subject { get; init; }

    /// <summary>By which way.</summary>
    public ActorWay? Way { get; init; }

    /// <summary>Part of who, what, to what, from where, before, after or the words about it.</summary>
    public string? Text { get; init; }

    /// <summary>Not before, UTC.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before, UTC.</summary>
    public DateTimeOffset? To { get; init; }
}
