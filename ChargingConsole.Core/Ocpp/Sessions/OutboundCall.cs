namespace ChargingConsole.Core.Ocpp.Sessions;

/// <summary>A CALL to a charge point and what becomes of it.</summary>
public sealed class OutboundCall
{
    private readonly TaskCompletionSource<CallOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The unique id on the wire.</summary>
    public string UniqueId { get; } = Guid.CreateVersion7().ToString();

    /// <summary>The OCPP action.</summary>
    public required string Action { get; init; }

    /// <summary>The payload as UTF-8 JSON.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>How long the charge point may take to answer.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>Called when the frame goes out.</summary>
    public Action? OnSent { get; init; }

    /// <summary>Called when the answer comes after all, on the connection it was sent on.</summary>
    public Action<CallOutcome>? OnLateAnswer { get; init; }

    /// <summary>What became of it; never faults.</summary>
    public Task<CallOutcome> Outcome => _outcome.Task;

    internal bool IsDone => _outcome.Task.IsCompleted;

    internal bool Complete(CallOutcome outcome) => _outcome.TrySetResult(outcome);
}

/// <summary>What became of a CALL.</summary>
/// <param name="Kind">How it ended.</param>
/// <param name="Payload">The answer's payload as JSON text.</param>
/// <param name="ErrorCode">The code of a CALLERROR.</param>
/// <param name="ErrorDescription">The description of a CALLERROR, or why it ended without an answer.</param>
/// <param name="WasSent">Whether it may have reached the charge point.</param>
public sealed record CallOutcome(CallOutcomeKind Kind, string? Payload = null, string? ErrorCode = null, string? ErrorDescription = null, bool WasSent = true);

/// <summary>How a CALL ended.</summary>
public enum CallOutcomeKind : byte
{
    /// <summary>With a CALLRESULT.</summary>
    Result,
    /// <summary>With a CALLERROR.</summary>
    Error,
    /// <summary>With an answer that could not be read.</summary>
    Unreadable,
    /// <summary>No answer in time.</summary>
    TimedOut,
    /// <summary>There was no connection, and nothing was sent.</summary>
    NotConnected,
    /// <summary>The connection ended, or was replaced by a newer one, before the answer.</summary>
    ConnectionLost,
}
