using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Threading.Channels;
using ChargingConsole.Simulator.Protocol;

namespace ChargingConsole.Simulator.ChargePoints;

/// <summary>A message of a transaction; the payload is made when it is sent, since the transaction's id comes late.</summary>
internal sealed record TransactionMessage(string Action, Func<byte[]> Payload)
{
    private readonly TaskCompletionSource<CallOutcome> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>CALLERRORs so far.</summary>
    public int Refusals { get; set; }

    /// <summary>Runs when the CALLRESULT is there, or when it was refused for good; before the next message is sent.</summary>
    public Action<CallOutcome>? WhenDone { get; init; }

    public Task<CallOutcome> Done => _done.Task;

    public static TransactionMessage From<T>(string action, Func<T> request, JsonTypeInfo<T> type) =>
        new(action, () => JsonSerializer.SerializeToUtf8Bytes(request(), type));

    public void Finish(CallOutcome outcome)
    {
        WhenDone?.Invoke(outcome);
        _done.TrySetResult(outcome);
    }
}

/// <summary>
/// The messages of transactions, in order, kept and sent again until they are answered (OCPP 1.6 §3.7).
/// A CALLERROR is tried again as often as TransactionMessageAttempts says; without an answer there is no limit.
/// </summary>
internal sealed class TransactionQueue(
    Func<string, ReadOnlyMemory<byte>, CancellationToken, Task<CallOutcome>> call,
    Func<bool> maySend, Func<TimeSpan> resendDelay, Func<int> attempts, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly Queue<TransactionMessage> _messages = new();
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _messages.Count;
            }
        }
    }

    public void Add(TransactionMessage message)
    {
        lock (_gate)
        {
            _messages.Enqueue(message);
        }

        Wake();
    }

    /// <summary>Says that sending may be possible now.</summary>
    public void Wake() => _wake.Writer.TryWrite(true);

    public async Task RunAsync(CancellationToken cancellation)
    {
        while (true)
        {
            await _wake.Reader.ReadAsync(cancellation).ConfigureAwait(false);
            while (maySend() && Peek() is { } message)
            {
                if (!await SendAsync(message, cancellation).ConfigureAwait(false))
                {
                    break;
                }
            }
        }
    }

    private async Task<bool> SendAsync(TransactionMessage message, CancellationToken cancellation)
    {
        var outcome = await call(message.Action, message.Payload(), cancellation).ConfigureAwait(false);
        switch (outcome.Kind)
        {
            case CallOutcomeKind.Result:
            case CallOutcomeKind.Error when ++message.Refusals >= attempts():
                lock (_gate)
                {
                    _messages.Dequeue();
                }

                message.Finish(outcome);
                return true;
            case CallOutcomeKind.ConnectionLost:
                // The next connection wakes the queue.
                return false;
            default:
                await Task.Delay(resendDelay(), clock, cancellation).ConfigureAwait(false);
                return true;
        }
    }

    private TransactionMessage? Peek()
    {
        lock (_gate)
        {
            return _messages.TryPeek(out var message) ? message : null;
        }
    }
}
