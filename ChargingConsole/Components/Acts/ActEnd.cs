namespace ChargingConsole.Components.Acts;

/// <summary>How an act ended, in the operator's language.</summary>
/// <param name="Words">What came of it.</param>
/// <param name="IsGood">Whether that is what was asked for.</param>
public sealed record ActEnd(string Words, bool IsGood = true)
{
    /// <summary>Takes it back; null where that is not offered.</summary>
    public Func<Task<ActEnd>>? Undo { get; init; }

    /// <summary>It came to nothing, and why.</summary>
    public static ActEnd Failed(string why) => new(why, IsGood: false);

    /// <summary>It failed where there is a reason, and otherwise is done.</summary>
    public static ActEnd Of(string? why, string done) => why is null ? new ActEnd(done) : Failed(why);
}
