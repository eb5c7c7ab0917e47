using System.ComponentModel.DataAnnotations;

namespace ChargingConsole.Core.Journal;

/// <summary>The journal's limits (section <c>Journal</c>).</summary>
public sealed class JournalOptions
{
    /// <summary>Whether frames are written to the database; the live log shows them either way.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How long frames are kept, in days.</summary>
    [Range(1, 3650)]
    public int RetentionDays { get; set; } = 30;

    /// <summary>How many rows (a CALL and its answer, mostly) may wait for the disk before a gap is recorded.</summary>
    [Range(100, 10_000_000)]
    public int QueueLimit { get; set; } = 200_000;
}
