namespace ChargingConsole.Core.Data;

/// <summary>The database is away: nothing was committed, and the same work may succeed later.</summary>
public sealed class DatabaseUnavailableException : Exception
{
    /// <inheritdoc/>
    public DatabaseUnavailableException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}

/// <summary>The answer to a commit was lost: whether it took place is still to be asked.</summary>
internal sealed class CommitInDoubtException(Exception inner) : Exception("The database did not say whether it committed.", inner);

/// <summary>The work contradicts what is stored, for example a key that is there already; nothing was committed.</summary>
public sealed class CommitConflictException : Exception
{
    /// <inheritdoc/>
    public CommitConflictException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
