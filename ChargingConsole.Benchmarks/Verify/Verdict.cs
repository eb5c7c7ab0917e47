namespace ChargingConsole.Benchmarks.Verify;

/// <summary>Whether what was answered is in the database, exactly once.</summary>
/// <param name="Transactions">Transactions that chargers were told of.</param>
/// <param name="Readings">Readings that were answered.</param>
/// <param name="Missing">What was answered and is not there, or not as it was told.</param>
/// <param name="Double">What is there twice, or was told twice.</param>
/// <param name="Surplus">What is there and was never answered.</param>
/// <param name="Open">Transactions that are open although their chargers have ended them.</param>
/// <param name="Frames">Frames in the journal.</param>
/// <param name="Gaps">Frames that the journal says it lost.</param>
internal sealed record Verdict(long Transactions, long Readings, long Missing, long Double, long Surplus, long Open, long Frames, long Gaps)
{
    /// <summary>Whether all is as it was answered.</summary>
    public bool IsGood => Missing == 0 && Double == 0 && Surplus == 0 && Open == 0 && Gaps == 0;

    public override string ToString() =>
        $"verified: {Transactions} transactions, {Readings} readings, {Missing} missing, {Double} double"
        + (Surplus > 0 ? $", {Surplus} never answered" : "")
        + (Open > 0 ? $", {Open} still open" : "")
        + $"; journal: {Frames} frames, {Gaps} lost";
}
