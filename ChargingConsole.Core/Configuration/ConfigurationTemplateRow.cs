namespace ChargingConsole.Core.Configuration;

/// <summary>A named set of keys and values for many charge points. Immutable: a change is a new row.</summary>
public sealed record ConfigurationTemplateRow
{
    /// <summary>Its name; compared without regard to case.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for.</summary>
    public string? Description { get; init; }

    /// <summary>The keys and values in their order, as a JSON array of pairs.</summary>
    public required string Values { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed, UTC.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Who last changed it.</summary>
    public required string ChangedBy { get; init; }
}
