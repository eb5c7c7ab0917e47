namespace ChargingConsole.Core.Journal;

/// <summary>What one step of a search through the journal came to. There is one every fraction of a second, found or not.</summary>
public sealed record JournalStretch
{
    /// <summary>What this step found, in the order of the search.</summary>
    public required IReadOnlyList<FrameRow> Frames { get; init; }

    /// <summary>Where to go on: the <c>before</c> or the <c>after</c> of the next search.</summary>
    public required long Next { get; init; }

    /// <summary>How far the search has come, UTC.</summary>
    public required DateTimeOffset Reached { get; init; }

    /// <summary>How much of the way lies behind it, from 0 to 1, measured in time.</summary>
    public required double Share { get; init; }

    /// <summary>Whether nothing is left to search.</summary>
    public required bool IsComplete { get; init; }
}
