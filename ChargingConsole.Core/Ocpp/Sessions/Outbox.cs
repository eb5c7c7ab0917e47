namespace ChargingConsole.Core.Ocpp.Sessions;

/// <summary>
/// The calls that wait for one charge point, and the one that is out: "a Charge Point or Central System
/// SHOULD NOT send a CALL message to the other party unless all the CALL messages it sent before have
/// been responded to or have timed out" (OCPP-J 1.6 §4.1.1).
/// </summary>
internal sealed class Outbox(TimeProvider clock, Action<OutboundCall> send, Action<int>? unanswered = null)
{
    private readonly Lock _lock = new();
    private readonly Queue<OutboundCall> _waiting = new();
    private readonly Queue<SentCall> _late = new();
    private SentCall? _inFlight;
    private CallOutcome? _closed;
    private bool _isOpen;
    private int _timeouts;

    /// <summary>Queues a call; it goes out when it is its turn and the outbox is open.</summary>
    public void Add(OutboundCall call)
    {
        CallOutcome? closed;
        lock (_lock)
        {
            closed = _closed;
            if (closed is null)
            {
                _waiting.Enqueue(call);
            }
        }

        if (closed is not null)
        {
            call.Complete(closed);
            return;
        }

        SendNext();
    }

    /// <summary>Lets calls go out: the charge point is ready to be asked.</summary>
    public void Open()
    {
        lock (_lock)
        {
            if (_isOpen)
            {
                return;
            }

            _isOpen = true;
        }

        SendNext();
    }

    /// <summary>The call goes on the wire now; its time-out began with its turn.</summary>
    public void Sent(OutboundCall call, long journalId)
    {
        lock (_lock)
        {
            if (_inFlight?.Call == call)
            {
                _inFlight = _inFlight with { JournalId = journalId, SentAt = clock.GetTimestamp() };
            }
        }

        call.OnSent?.Invoke();
    }

    /// <summary>Takes the answer to a call; false when no such call is, or lately was, out.</summary>
    public bool TryAnswer(string uniqueId, CallOutcome outcome, out SentCall? answered, out bool isLate)
    {
        isLate = false;
        lock (_lock)
        {
            if (_inFlight is { } current && current.Call.UniqueId == uniqueId)
            {
                current.Timer?.Dispose();
                answered = current;
                _inFlight = null;
            }
            else
            {
                answered = _late.FirstOrDefault(sent => sent.Call.UniqueId == uniqueId);
                isLate = answered is not null;
            }
        }

        if (answered is null)
        {
            return false;
        }

        if (Interlocked.Exchange(ref _timeouts, 0) > 0)
        {
            unanswered?.Invoke(0);
        }

        if (isLate)
        {
            answered.Call.OnLateAnswer?.Invoke(outcome);
        }
        else
        {
            answered.Call.Complete(outcome);
            SendNext();
        }

        return true;
    }

    /// <summary>Ends every call that waits or is out, and every one that comes later.</summary>
    public void Close(CallOutcome outcome)
    {
        OutboundCall? sent = null;
        OutboundCall[] waiting;
        lock (_lock)
        {
            if (_closed is not null)
            {
                return;
            }

            _closed = outcome;
            waiting = [.. _waiting];
            _waiting.Clear();
            if (_inFlight is { } current)
            {
                current.Timer?.Dispose();
                sent = current.Call;
                _inFlight = null;
            }
        }

        sent?.Complete(outcome);
        var unsent = outcome with { ErrorDescription = $"{outcome.ErrorDescription}; the request was not sent", WasSent = false };
        foreach (var call in waiting)
        {
            call.Complete(unsent);
        }
    }

    private void SendNext()
    {
        OutboundCall call;
        lock (_lock)
        {
            if (!_isOpen || _inFlight is not null || _closed is not null || !_waiting.TryDequeue(out call!))
            {
                return;
            }

            var timer = clock.CreateTimer(_ => TimedOut(call), null, call.Timeout, Timeout.InfiniteTimeSpan);
            _inFlight = new SentCall(call, timer, 0, clock.GetTimestamp());
        }

        send(call);
    }

    private void TimedOut(OutboundCall call)
    {
        lock (_lock)
        {
            if (_inFlight?.Call != call)
            {
                return;
            }

            _inFlight.Timer?.Dispose();
            _late.Enqueue(_inFlight);
            if (_late.Count > MaxLate)
            {
                _late.Dequeue();
            }

            _inFlight = null;
        }

        call.Complete(new CallOutcome(CallOutcomeKind.TimedOut));
        unanswered?.Invoke(Interlocked.Increment(ref _timeouts));
        SendNext();
    }

    private const int MaxLate = 8;
}

/// <summary>A call that is or was on the wire.</summary>
internal sealed record SentCall(OutboundCall Call, ITimer? Timer, long JournalId, long SentAt);
