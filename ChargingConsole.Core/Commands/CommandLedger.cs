using ChargingConsole.Core.Audit;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Live;
using ChargingConsole.Core.Metrics;
using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Core.Ocpp.Sessions;

namespace ChargingConsole.Core.Commands;

/// <summary>
/// Keeps the record of every command. A command moves on from several sides at once (the wire, the
/// answer, the effect, the clock); each step is taken and queued under the command's own lock, so that
/// the disk sees the steps in the order they were taken, and none is taken back (see <see cref="CommandSteps"/>).
/// </summary>
public sealed class CommandLedger(
    CommitQueue commits, AuditTrail trail, OpenCommands open, CommandEffects effects, CommandSteps steps, ILiveFeed feed, TimeProvider clock, ChargingMeter meter)
{
    private long _lastId;

    /// <summary>A new command id.</summary>
    internal long NextId() => Interlocked.Increment(ref _lastId);

    internal void StartAfter(long lastId) => _lastId = lastId;

    /// <summary>Writes the first record; nothing is sent before this is on disk.</summary>
    /// <param name="command">The command.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="recording">Adds rows of the caller's own.</param>
    /// <param name="payload">What goes out, where it has secrets that the record hides.</param>
    internal async Task RecordAsync(OpenCommand command, Actor by, Action<CommandRow, UnitOfWork>? recording = null, string? payload = null)
    {
        var unit = new UnitOfWork();
        unit.Insert(command.Row);
        recording?.Invoke(command.Row, unit);
        if (by.Way is not ActorWay.System)
        {
            trail.Note(unit, by, command.ChargePoint.Id, command.Row.Id, command.Row.Action);
        }

        var after = effects.Recording(command.ChargePoint, command.Row, payload ?? command.Row.Request, unit);
        await commits.CommitAsync(unit);
        after?.Invoke();
        effects.Asked(command.ChargePoint, command.Row);
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
            CommandState.TimedOut when row.EndedAt is null => row,
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
            var taken = steps.Take(command, isAnswer, isOver);
            written = taken.Tried;
            if (isOver)
            {
                _ = ForgetAsync(command, taken.Written);
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
    private async Task ForgetAsync(OpenCommand command, Task written)
    {
        await written;
        open.Remove(command);
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
}
