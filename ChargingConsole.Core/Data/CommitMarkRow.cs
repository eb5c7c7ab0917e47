namespace ChargingConsole.Core.Data;

/// <summary>
/// Which batch was committed last: written in the batch's own transaction, so that it tells, where the
/// answer to the commit was lost, whether the commit took place. The table has this one row.
/// </summary>
public sealed record CommitMarkRow
{
    /// <summary>The key of the one row.</summary>
    public const int TheOne = 1;

    /// <summary>Always <see cref="TheOne"/>.</summary>
    public int Id { get; init; } = TheOne;

    /// <summary>The random id that the writer took at its start.</summary>
    public required string Writer { get; init; }

    /// <summary>The number that this writer gave the batch.</summary>
    public required long Batch { get; init; }
}
