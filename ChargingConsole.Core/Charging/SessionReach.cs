namespace ChargingConsole.Core.Charging;

/// <summary>The sessions that somebody may know of who may not know of all: those of some tags, or those that he asked to start.</summary>
public sealed class SessionReach
{
    private readonly HashSet<string> _idTags;

    private SessionReach(HashSet<string> idTags, string? starter) => (_idTags, Starter) = (idTags, starter);

    /// <summary>The tags, compared without regard to case; empty when it goes by who started.</summary>
    public IReadOnlyCollection<string> IdTags => _idTags;

    /// <summary>Who asked for the start, as the record of commands has it; null when it goes by tags.</summary>
    public string? Starter { get; }

    /// <summary>The sessions of these tags; without any, none.</summary>
    public static SessionReach OfTags(IEnumerable<string> idTags) =>
        new(idTags.Select(tag => tag.Trim()).ToHashSet(StringComparer.OrdinalIgnoreCase), null);

    /// <summary>The sessions that began by a command of this one.</summary>
    public static SessionReach StartedBy(string who) => new([], who);

    /// <summary>Whether a tag is one of these.</summary>
    public bool Has(string? idTag) => idTag is not null && _idTags.Contains(idTag.Trim());
}
