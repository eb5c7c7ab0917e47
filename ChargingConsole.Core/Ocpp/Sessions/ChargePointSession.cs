using System.Buffers;
using System.IO.Hashing;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.FollowUps;
using ChargingConsole.Core.Journal;
using ChargingConsole.Core.Live;
using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Core.Ocpp.V16;

namespace ChargingConsole.Core.Ocpp.Sessions;

/// <summary>
/// One socket of one charge point: one loop that reads, answers and goes on, and a single writer.
/// Inbound frames are handled in order and never refused because a call of ours is out (OCPP-J 1.6
/// §4.1.1 limits each direction by itself).
/// </summary>
internal sealed partial class ChargePointSession : IDisposable
{
    private readonly SessionParts _parts;
    private readonly WebSocket _socket;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly AnsweredCalls _answered = new();
    private readonly Outbox _outbox;
    private ITimer? _bootWait;
    private long _lastHeard;
    private long _calls;

    public ChargePointSession(ChargePoint chargePoint, WebSocket socket, ConnectionState connection, SessionParts parts)
    {
        ChargePoint = chargePoint;
        Connection = connection;
        _socket = socket;
        _parts = parts;
        _outbox = new Outbox(parts.Clock, call => _ = SendCallAsync(call), Unanswered);
        _lastHeard = parts.Clock.GetTimestamp();
    }

    public ChargePoint ChargePoint { get; }

    public ConnectionState Connection { get; private set; }

    /// <summary>How many CALLs came on this socket.</summary>
    public long Calls => Volatile.Read(ref _calls);

    /// <summary>Completes when the last frame of this socket is handled, so that a successor keeps the order.</summary>
    public Task Drained => _drained.Task;

    /// <summary>How long nothing was heard on this socket.</summary>
    public TimeSpan Silence => _parts.Clock.GetElapsedTime(Volatile.Read(ref _lastHeard));

    /// <summary>Queues a call.</summary>
    public void Send(OutboundCall call) => _outbox.Add(call);

    /// <summary>A newer socket wins: the waiting calls end, and this one goes.</summary>
    public void TakeOver()
    {
        _outbox.Close(new CallOutcome(CallOutcomeKind.ConnectionLost, ErrorDescription: "the charger's connection was replaced by a newer one"));
        _socket.Abort();
    }

    /// <summary>Cuts the connection.</summary>
    public void Abort() => _socket.Abort();

    /// <summary>Reads and answers until the socket ends.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // Once per socket: a token given to every receive would be registered with every receive.
        await using var ending = cancellationToken.UnsafeRegister(static socket => ((WebSocket)socket!).Abort(), _socket);
        // A charge point that does not boot on this connection may be asked all the same, after a while.
        _bootWait = _parts.Clock.CreateTimer(_ => _outbox.Open(), null, TimeSpan.FromSeconds(_parts.Options.BootWaitSeconds), Timeout.InfiniteTimeSpan);
        try
        {
            while (_socket.State == WebSocketState.Open)
            {
                // Waits without holding a buffer: an idle connection costs none.
                var receiving = _socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None);
                if (_pace.IsPressed && await IsCutAsync(receiving.IsCompleted).ConfigureAwait(false))
                {
                    return;
                }

                var waiting = await receiving.ConfigureAwait(false);
                if (waiting.MessageType == WebSocketMessageType.Close)
                {
                    await CloseAsync(WebSocketCloseStatus.NormalClosure, "").ConfigureAwait(false);
                    return;
                }

                if (!waiting.EndOfMessage && !await ReceiveAsync().ConfigureAwait(false))
                {
                    return;
                }
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // However a socket ends, it has ended: odd close codes, resets and time-outs alike.
            Ended(_parts.Logger, ChargePoint.Id, e.Message);
        }
        finally
        {
            _bootWait?.Dispose();
            _outbox.Close(new CallOutcome(CallOutcomeKind.ConnectionLost, ErrorDescription: "the charger's connection ended"));
            if (_answered.Latest is { } last)
            {
                // It may have been lost with the connection.
                ChargePoint.LastAnswer = last;
            }

            _drained.TrySetResult();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _bootWait?.Dispose();
        _writing.Dispose();
    }

    /// <summary>Says goodbye, waiting no longer than a moment for the charge point to say the same.</summary>
    public async Task CloseAsync(WebSocketCloseStatus status, string reason)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2), _parts.Clock);
        try
        {
            await _socket.CloseOutputAsync(status, reason, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            _socket.Abort();
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> ReceiveAsync()
    {
        using var message = new PooledMessage(4096);
        ValueWebSocketReceiveResult result;
        do
        {
            var receiving = _socket.ReceiveAsync(message.Free(), CancellationToken.None);
            if (!receiving.IsCompleted && _arrivingSince == 0)
            {
                Volatile.Write(ref _arrivingSince, _parts.Clock.GetTimestamp());
            }

            result = await receiving.ConfigureAwait(false);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                await CloseAsync(WebSocketCloseStatus.NormalClosure, "").ConfigureAwait(false);
                return false;
            }

            message.Advance(result.Count);
            if (message.Length > _parts.Options.MaxFrameBytes)
            {
                TooLarge(_parts.Logger, ChargePoint.Id, _parts.Options.MaxFrameBytes);
                Cut($"A message of more than {_parts.Options.MaxFrameBytes} bytes was refused.");
                await CloseAsync(WebSocketCloseStatus.MessageTooBig, "The message is too large.").ConfigureAwait(false);
                return false;
            }
        }
        while (!result.EndOfMessage);

        var heard = _parts.Clock.GetTimestamp();
        Volatile.Write(ref _lastHeard, heard);
        if (_arrivingSince != 0)
        {
            Volatile.Write(ref _arrivingSince, 0);
        }

        if (_pace.Take(heard, _parts.Pace) is > 0 and var wait)
        {
            await PauseAsync(wait).ConfigureAwait(false);
        }

        await HandleAsync(message.Written, result.MessageType == WebSocketMessageType.Binary).ConfigureAwait(false);
        return true;
    }

    private ValueTask HandleAsync(ReadOnlyMemory<byte> message, bool isBinary)
    {
        var now = _parts.Clock.GetUtcNow();
        ChargePoint.Heard(now);
        if (message.Span.Trim(" \r\n\t\0"u8).IsEmpty)
        {
            // Some send empty texts as a sign of life.
            return ValueTask.CompletedTask;
        }

        var frame = FrameReader.Read(message);
        if (isBinary)
        {
            frame = frame with { Flags = frame.Flags | FrameFlags.Binary };
        }

        switch (frame.Kind)
        {
            case FrameKind.Call:
                return AnswerAsync(frame, message, now);
            case FrameKind.Result or FrameKind.Error:
                TakeAnswer(frame, message, now);
                return ValueTask.CompletedTask;
            default:
                RecordNoFrame(Text(message.Span), now, frame.Flags);
                return ValueTask.CompletedTask;
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask AnswerAsync(InboundFrame frame, ReadOnlyMemory<byte> message, DateTimeOffset now)
    {
        Volatile.Write(ref _calls, _calls + 1);
        var arrived = _parts.Clock.GetTimestamp();
        var journalId = _parts.Journal.NextId();
        var payload = frame.Problem is null ? Text(frame.Payload.Span) : Text(message.Span);
        var content = XxHash3.HashToUInt64(message.Span);

        if (_answered.TryFind(frame.UniqueId, content, out var known, out var isReused))
        {
            var repeated = Inbound(frame, journalId, now, payload, frame.Flags | FrameFlags.Repeated);
            Show(repeated);
            try
            {
                await WriteAsync(known.Frame).ConfigureAwait(false);
            }
            finally
            {
                _parts.Journal.Record(repeated, Replied(frame, journalId, now, arrived, known.Reply, Text(known.Frame.AsSpan(known.Reply.Payload))));
            }

            return;
        }

        var call = new CallContext(ChargePoint, now) { Flags = isReused ? frame.Flags | FrameFlags.ReusedUniqueId : frame.Flags };
        var before = ChargePoint.State;
        if (before.Row.Registration != RegistrationStatus.Accepted && frame.Action is not "BootNotification")
        {
            call.Flags |= FrameFlags.BeforeBoot;
        }

        using var output = ReplyBuffer.Rent();
        Reply? answered;
        await ChargePoint.Turn.WaitAsync().ConfigureAwait(false);
        try
        {
            answered = await _parts.Router.AnswerAsync(call, frame, output.Writer).ConfigureAwait(false);
        }
        finally
        {
            ChargePoint.Turn.Release();
        }

        if (!ReferenceEquals(before.QuirkSettings, ChargePoint.State.QuirkSettings))
        {
            _parts.Agenda.Plan(new FollowUp(FollowUpKind.WriteSettings, ChargePoint), TimeSpan.Zero);
        }

        // Recorded with the time and the id of its arrival, and not before its handler has seen all that is odd about it.
        var inbound = Inbound(frame, journalId, now, payload, call.Flags);
        if (answered is not { } reply)
        {
            Record(inbound);
            return;
        }

        if (reply.ErrorCode != CallErrorCode.InternalError)
        {
            // A failure of our own is no answer to stand by: the same CALL may succeed when it comes again.
            _answered.Add(frame.UniqueId, frame.Action!, content, output.Writer.WrittenSpan, reply);
        }

        Show(inbound);

        try
        {
            await WriteAsync(output.Writer.WrittenMemory).ConfigureAwait(false);
        }
        finally
        {
            // Committed is committed, also when the socket ended before the charge point could hear of it.
            _parts.Journal.Record(inbound, Replied(frame, journalId, now, arrived, reply, Text(output.Writer.WrittenSpan[reply.Payload])));
            call.RunAfterReply();
            Publish(before, call);
        }

        // One that was accepted before and speaks without booting did not reboot, only its link did.
        if ((frame.Action == "BootNotification" && reply.Kind == FrameKind.Result) || before.Row.Registration == RegistrationStatus.Accepted)
        {
            Open();
        }
    }

    private void Open()
    {
        _outbox.Open();
        if (_bootWait is { } wait)
        {
            _bootWait = null;
            wait.Dispose();
        }
    }

    private void Publish(ChargePointState before, CallContext call)
    {
        var topics = call.Topics | (ReferenceEquals(before, ChargePoint.State) ? FeedTopics.None : FeedTopics.State);
        if (topics != FeedTopics.None)
        {
            _parts.Feed.Changed(ChargePoint, topics);
        }
    }

    private void TakeAnswer(in InboundFrame frame, ReadOnlyMemory<byte> message, DateTimeOffset now)
    {
        var payload = Text(frame.Problem is null ? frame.Payload.Span : message.Span);
        var outcome = frame.Problem is not null
            ? new CallOutcome(CallOutcomeKind.Unreadable, ErrorDescription: frame.Problem)
            : frame.Kind == FrameKind.Result
                ? new CallOutcome(CallOutcomeKind.Result, payload)
                : new CallOutcome(CallOutcomeKind.Error, payload, frame.ErrorCode, frame.ErrorDescription);
        var isKnown = _outbox.TryAnswer(frame.UniqueId, outcome, out var sent, out var isLate);
        var took = sent is null ? (TimeSpan?)null : _parts.Clock.GetElapsedTime(sent.SentAt);
        if (took is { } answered)
        {
            ChargePoint.Answered(answered, now);
        }

        Record(new FrameRow
        {
            Id = _parts.Journal.NextId(),
            Timestamp = now,
            ChargePointKey = ChargePoint.Key,
            Direction = FrameDirection.In,
            Kind = frame.Kind,
            UniqueId = frame.UniqueId,
            Action = sent?.Call.Action,
            Payload = Secrets.Mask(sent?.Call.Action ?? "GetConfiguration", payload),
            ErrorCode = frame.ErrorCode,
            ErrorDescription = frame.ErrorDescription,
            CallId = sent?.JournalId,
            LatencyMicroseconds = (long?)took?.TotalMicroseconds,
            Flags = (isKnown && !isLate ? frame.Flags : frame.Flags | FrameFlags.LateAnswer) | Deviations(sent, outcome),
        });
    }

    private async Task SendCallAsync(OutboundCall call)
    {
        var output = new ArrayBufferWriter<byte>(256);
        FrameWriter.WriteCall(output, call.UniqueId, call.Action, call.Payload.Span);
        var journalId = _parts.Journal.NextId();
        try
        {
            _outbox.Sent(call, journalId);
            Record(new FrameRow
            {
                Id = journalId,
                Timestamp = _parts.Clock.GetUtcNow(),
                ChargePointKey = ChargePoint.Key,
                Direction = FrameDirection.Out,
                Kind = FrameKind.Call,
                UniqueId = call.UniqueId,
                Action = call.Action,
                Payload = SecretUrls.Mask(call.Action, Secrets.Mask(call.Action, Text(call.Payload.Span))),
            });
            await WriteAsync(output.WrittenMemory).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The receive loop meets the same end and closes the outbox.
            Ended(_parts.Logger, ChargePoint.Id, e.Message);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask WriteAsync(ReadOnlyMemory<byte> message)
    {
        await _writing.WaitAsync().ConfigureAwait(false);
        try
        {
            await _socket.SendAsync(message, WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage, CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
        }
    }
}
