using ChargingConsole.Core.Commands;

namespace ChargingConsole.Components.Commands;

/// <summary>How far a command has come, for the one toast that tells of it. Raised events come on any thread.</summary>
/// <param name="title">What was asked, of whom.</param>
/// <param name="hasEffect">Whether an effect is to be seen after the charger agreed, as of a start, a stop and a reset.</param>
public sealed class CommandProgress(string title, bool hasEffect = true)
{
    private readonly TaskCompletionSource<CommandOutcome> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What was asked, of whom.</summary>
    public string Title { get; } = title;

    /// <summary>Whether an effect is to be seen after the charger agreed.</summary>
    public bool HasEffect { get; } = hasEffect;

    /// <summary>The charger's answer, or why there is none. It never fails, and does not wait for the effect.</summary>
    public Task<CommandOutcome> Answer => _answer.Task;

    /// <summary>The name of its toast.</summary>
    public string Key { get; } = Guid.CreateVersion7().ToString();

    /// <summary>Where it stands.</summary>
    public CommandState State { get; private set; } = CommandState.Requested;

    /// <summary>That in words.</summary>
    public string Words { get; private set; } = Texts.Say("Asking the charger…");

    /// <summary>The session that began or ended.</summary>
    public int? TransactionId { get; private set; }

    /// <summary>Whether nothing more will come.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Whether it ended otherwise than was asked.</summary>
    public bool HasFailed => IsOver && State is not (CommandState.Confirmed or CommandState.Accepted);

    /// <summary>Whether it ever was on the wire.</summary>
    public bool WasSent { get; private set; }

    /// <summary>Something moved on.</summary>
    public event Action? Changed;

    /// <summary>The frame went out.</summary>
    public void Sent()
    {
        if (State == CommandState.Requested)
        {
            WasSent = true;
            Move(CommandState.Sent, Texts.Say("Sent, waiting for the charger's answer…"));
        }
    }

    /// <summary>The charger answered, or could not be asked. An agreed start or stop goes on until its effect is seen.</summary>
    public void Answered(CommandOutcome outcome, string waitingFor)
    {
        if (outcome.IsAccepted && HasEffect)
        {
            Move(CommandState.Accepted, waitingFor);
        }
        else
        {
            WasSent |= outcome.Command?.SentAt is not null;
            Move(
                outcome.Command?.State is { } state and > CommandState.Accepted ? state : StateOf(outcome.Code),
                outcome.Message,
                isOver: true);
        }

        _answer.TrySetResult(outcome);
    }

    /// <summary>The effect was seen.</summary>
    public void Confirmed(string words, int? transactionId)
    {
        TransactionId = transactionId;
        Move(CommandState.Confirmed, words, isOver: true);
    }

    /// <summary>The command ended without its effect.</summary>
    public void Ended(CommandState state, string words)
    {
        Move(state, words, isOver: true);
        _answer.TrySetResult(new CommandOutcome { Code = CodeOf(state), Message = words });
    }

    private void Move(CommandState state, string words, bool isOver = false)
    {
        // Others look at any moment: whoever sees that it is over must see how.
        (State, Words) = (state, words);
        IsOver |= isOver;
        Changed?.Invoke();
    }

    private static string CodeOf(CommandState state) => state == CommandState.Rejected ? OutcomeCode.Rejected : OutcomeCode.CallError;

    private static CommandState StateOf(string code) => code switch
    {
        OutcomeCode.Accepted => CommandState.Confirmed,
        OutcomeCode.NotConnected => CommandState.Offline,
        OutcomeCode.NoAnswer => CommandState.TimedOut,
        OutcomeCode.NotSupported => CommandState.NotSupported,
        OutcomeCode.CallError or OutcomeCode.Unavailable => CommandState.Error,
        _ => CommandState.Rejected,
    };
}
