namespace ChargingConsole.Core.Views;

/// <summary>A view of a page that somebody saved: the filters as they stand in the address. Immutable: a change is a new row.</summary>
public sealed record SavedViewRow
{
    /// <summary>Whose it is.</summary>
    public required string Owner { get; init; }

    /// <summary>The page, such as <c>fleet</c>.</summary>
    public required string Page { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The query of the address, beginning with a question mark; empty for the page as it is.</summary>
    public required string Query { get; init; }

    /// <summary>When it was saved, UTC.</summary>
    public required DateTimeOffset SavedAt { get; init; }
}
