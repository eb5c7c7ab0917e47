namespace ChargingConsole.Core.Data;

/// <summary>The database is in a state that the app must not go on with: somebody has to decide first. The message says what.</summary>
public sealed class DatabaseRefusedException : Exception
{
    /// <inheritdoc/>
    public DatabaseRefusedException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>The message alone: whoever reads it in a log is an operator, whom no stack trace helps.</summary>
    public override string ToString() => Message;
}
