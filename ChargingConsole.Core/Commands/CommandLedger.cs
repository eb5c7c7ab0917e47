using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Live;
using ChargingConsole.Core.Metrics;
using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Core.Ocpp.Sessions;
using Microsoft.Extensions.Logging;

namespace ChargingConsole.Core.Commands;

/// <summary>
/// Keeps the record of every command. A command moves on from several sides at once (the wire, the
/// answer, the effect, the clock); each step is taken and queued under the command's own lock, so that
/// the disk sees the steps in the order they were taken, and none is taken back.
/// </summary>
public sealed partial class CommandLedger(
    CommitQueue commits, OpenCommands open, CommandEffects effects, ILiveFeed feed, TimeProvider clock, ChargingMeter meter, ILogger<CommandLedger> logger)
{
    private static readonly TimeSpan s_retry = TimeSpan.FromSeconds(1);
    private long _lastId;

    /// <summary>A new command id.</summary>
    internal long NextId() => Interlocked.Increment(ref _lastId);

    internal void StartAfter(long lastId) => _lastId = lastId;

    /// <summary>Writes the first record; nothing is sent before this is on disk.</summary>
    internal async Task RecordAsync(OpenCommand command, Action<CommandRow, UnitOfWork>? recording = null)
    {
        var unit = new UnitOfWork();
        unit.Insert(command.Row);
        recording?.Invoke(command.Row, unit);
        await commits.CommitAsync(unit);
        feed.Changed(command.ChargePoint, FeedTopics.Commands);
    }

    /// <summary>Notes the unique id before the frame goes out; it reaches the disk with the next step.</summary>
    internal static void Named(OpenCommand command, string uniqueId) => command.Row = command.Row with { UniqueId = uniqueId };

    internal void Sent(OpenCommand command) => Advance(command, row =>
        row.State == CommandState.Requested ? row with { State = CommandState.Sent, SentAt = clock.GetUtcNow() } : null);

    /// <summary>Takes the answer, also when it comes after the time-out. Completes when what it changes is on disk, or cannot be written now.</summary>
    internal Task Answered(OpenCommand command, CallOutcome answer) =>
        Advance(command, row =>
        {
            if (row.AnsweredAt is not null || (row.State is not (CommandState.Requested or CommandState.Sent or CommandState.TimedOut or CommandState.Confirmed or CommandState.Expired or CommandState.Offline)))
            {
                return null;
            }

            var outcome = CommandWords.Tell(command, answer);
            var status = CommandWords.Status(answer);
            var answered = answer.Kind is CallOutcomeKind.Result or CallOutcomeKind.Error or CallOutcomeKind.Unreadable;
            var state = row.State is CommandState.Confirmed or CommandState.Expired ? row.State : StateAfter(row.Action, answer, status);
            return row with
            {
                State = state,
                AnsweredAt = answered ? clock.GetUtcNow() : null,
                AnswerStatus = status ?? answer.ErrorCode,
                Answer = answer.Payload is null ? null : Secrets.Mask(row.Action, answer.Payload),
                Message = row.State switch
                {
                    CommandState.Confirmed or CommandState.Expired => row.Message,
                    CommandState.TimedOut when answered => CommandWords.Late(answer, outcome.Message),
                    _ => outcome.Message,
                },
            };
        });

    /// <summary>Takes up a command that was open when the server last stopped: what was not answered then never will be.</summary>
    internal void Resume(OpenCommand command) => Advance(command, row => row.State switch
    {
        CommandState.Requested => row with { State = CommandState.Offline, Message = "The server stopped before this was sent." },
        CommandState.Sent => row with { State = CommandState.TimedOut, Message = "The server stopped before the charger answered." },
        _ => null,
    });

    /// <summary>The effect was seen.</summary>
    internal void Confirm(OpenCommand command, TransactionRow? transaction)
    {
        Advance(command, row => row.EndedAt is not null || row.State is CommandState.Confirmed or CommandState.Rejected
            ? null
            : row with { State = CommandState.Confirmed, TransactionId = transaction?.Id ?? row.TransactionId, Message = Seen(row.Action) });
        command.Confirmed(transaction);
    }

    /// <summary>It was done without asking the charge point. Completes when that is on disk, or cannot be written now.</summary>
    internal Task DoneAsync(OpenCommand command) =>
        Advance(command, row => row with { State = CommandState.Confirmed, SentAt = clock.GetUtcNow(), Message = Seen(row.Action) });

    /// <summary>The effect was waited for long enough.</summary>
    internal void Expire(OpenCommand command)
    {
        Advance(command, row => row.State switch
        {
            CommandState.Accepted => row with { State = CommandState.Expired, Message = CommandWords.Expired(row.Action) },
            CommandState.TimedOut => row,
            _ => null,
        }, ends: true);
        command.Confirmed(null);
    }

    private Task Advance(OpenCommand command, Func<CommandRow, CommandRow?> step, bool ends = false)
    {
        Task written;
        lock (command.Lock)
        {
            if (step(command.Row) is not { } next)
            {
                return Task.CompletedTask;
            }

            var isOver = ends || IsOver(next);
            if (isOver && command.Row.EndedAt is null)
            {
                meter.CommandEnded(next);
            }

            var isAnswer = next.AnsweredAt is not null && command.Row.AnsweredAt is null;
            command.Row = isOver ? next with { EndedAt = next.EndedAt ?? clock.GetUtcNow() } : next;
            var changes = new UnitOfWork();
            var after = isAnswer ? effects.Answered(command.ChargePoint, command.Row, changes) : null;
            var writing = WriteAsync(command, changes, after);
            // Nobody has to wait for a mere record; what the answer changes is waited for.
            written = after is null && changes.Changes.Count == 0 ? Task.CompletedTask : writing;
            if (isOver)
            {
                _ = ForgetAsync(command, writing);
            }
        }

        if (command.Row.State is CommandState.Rejected or CommandState.NotSupported or CommandState.Error or CommandState.Offline)
        {
            command.Confirmed(null);
        }

        feed.Changed(command.ChargePoint, FeedTopics.Commands);
        return written;
    }

    /// <summary>An ended command stays at hand until its end is on disk: who looks it up right after the outcome must not find it as it stood before.</summary>
    private async Task ForgetAsync(OpenCommand command, Task writing)
    {
        await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        open.Remove(command);
    }

    private async Task WriteAsync(OpenCommand command, UnitOfWork changes, Action? after)
    {
        try
        {
            await CommitAsync(command.Row, changes);
        }
        catch (DatabaseUnavailableException e) when (changes.Changes.Count > 0 && !commits.IsClosed)
        {
            // The charge point has done it: what it changes here is written as soon as there is a disk again.
            StepNotWritten(logger, command.Row.Id, command.Row.State, e.Message);
            _ = WriteLaterAsync(command, changes, after);
            return;
        }
        catch (Exception e)
        {
            // The next step writes the whole row again; what was done at the charge point stands.
            StepNotWritten(logger, command.Row.Id, command.Row.State, e.Message);
            return;
        }

        after?.Invoke();
        if (after is not null)
        {
            feed.Changed(command.ChargePoint, FeedTopics.State);
        }
    }

    private async Task WriteLaterAsync(OpenCommand command, UnitOfWork changes, Action? after)
    {
        await Task.Delay(s_retry, clock);
        await WriteAsync(command, changes, after);
    }

    private Task CommitAsync(CommandRow row, UnitOfWork changes)
    {
        var unit = new UnitOfWork();
        unit.Update(row);
        unit.Add(changes);
        return commits.CommitAsync(unit);
    }

    private static CommandState StateAfter(string action, CallOutcome answer, string? status) => answer.Kind switch
    {
        CallOutcomeKind.Result when CommandWords.IsAgreement(action, status) => HasEffect(action) ? CommandState.Accepted : CommandState.Confirmed,
        CallOutcomeKind.Result => CommandWords.IsUnsupported(status) ? CommandState.NotSupported : CommandState.Rejected,
        CallOutcomeKind.Error when answer.ErrorCode is CallErrorCode.NotImplemented or CallErrorCode.NotSupported => CommandState.NotSupported,
        CallOutcomeKind.Error or CallOutcomeKind.Unreadable => CommandState.Error,
        CallOutcomeKind.NotConnected => CommandState.Offline,
        CallOutcomeKind.ConnectionLost when !answer.WasSent => CommandState.Offline,
        _ => CommandState.TimedOut,
    };

    private static bool HasEffect(string action) => action is OpenCommands.RemoteStart or OpenCommands.RemoteStop or "Reset";

    // An unanswered start or stop may still take effect, so it stays open until it expires.
    private static bool IsOver(CommandRow row) => row.State switch
    {
        CommandState.Requested or CommandState.Sent or CommandState.Accepted => false,
        CommandState.TimedOut => !HasEffect(row.Action),
        _ => true,
    };

    private static string Seen(string action) => action switch
    {
        OpenCommands.RemoteStart => "The session has begun.",
        OpenCommands.RemoteStop => "The session has ended.",
        "Reset" => "The charger has booted again.",
        CommandDesk.Reconnect => "The connection was cut. The charger connects anew by itself.",
        _ => "Done.",
    };

    [LoggerMessage(EventId = 300, Level = LogLevel.Warning, Message = "Step {State} of command {CommandId} could not be written: {Reason}")]
    private static partial void StepNotWritten(ILogger logger, long commandId, CommandState state, string reason);
}
