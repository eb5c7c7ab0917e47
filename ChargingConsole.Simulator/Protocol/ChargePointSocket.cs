using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using ChargingConsole.Core.Ocpp.Frames;

namespace ChargingConsole.Simulator.Protocol;

/// <summary>The charge point's side of OCPP-J on one open WebSocket.</summary>
internal sealed class ChargePointSocket : IAsyncDisposable
{
    private static readonly TimeSpan s_closeLimit = TimeSpan.FromSeconds(1);

    private readonly ClientWebSocket _socket;
    private readonly TimeProvider _clock;
    private readonly Func<ChargePointSocket, InboundCall, Task> _onCall;
    private readonly Action<FrameSeen>? _onFrame;
    // OCPP-J 1.6 §4.1.1: no second CALL before the first is answered or has timed out.
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly SemaphoreSlim _writing = new(1, 1);
    private volatile PendingCall? _pending;
    private volatile bool _ended;

    private ChargePointSocket(
        ClientWebSocket socket, TimeProvider clock, Func<ChargePointSocket, InboundCall, Task> onCall, Action<FrameSeen>? onFrame)
    {
        _socket = socket;
        _clock = clock;
        _onCall = onCall;
        _onFrame = onFrame;
        Completion = Task.Run(ReceiveAsync);
    }

    /// <summary>Ends when the connection does, never faulted.</summary>
    public Task Completion { get; }

    /// <summary>The subprotocol the central system chose; null when it chose none.</summary>
    public string? Subprotocol => _socket.SubProtocol;

    /// <summary>Opens the connection; throws <see cref="ConnectionRefusedException"/> when that fails.</summary>
    public static async Task<ChargePointSocket> ConnectAsync(
        ChargePointAddress address, TimeProvider clock, Func<ChargePointSocket, InboundCall, Task> onCall, Action<FrameSeen>? onFrame,
        CancellationToken cancellation)
    {
        var socket = new ClientWebSocket();
        foreach (var subprotocol in address.Subprotocols)
        {
            socket.Options.AddSubProtocol(subprotocol);
        }

        socket.Options.KeepAliveInterval = address.PingInterval;
        socket.Options.CollectHttpResponseDetails = true;
        // Chargers reach their central system directly; a proxy of the developer's shell must not come between.
        socket.Options.Proxy = null;
        socket.Options.RemoteCertificateValidationCallback = address.Trusts;
        if (address.Certificate is { } certificate)
        {
            socket.Options.ClientCertificates = [certificate];
        }

        if (address.Password is { } password)
        {
            var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{address.ChargePointId}:{password}"));
            socket.Options.SetRequestHeader("Authorization", $"Basic {credentials}");
        }

        try
        {
            await socket.ConnectAsync(address.Url, cancellation).ConfigureAwait(false);
        }
        catch (WebSocketException e)
        {
            var status = socket.HttpStatusCode;
            socket.Dispose();
            // What is wrong with a certificate stands in the innermost only.
            throw new ConnectionRefusedException(
                $"{address.ChargePointId} could not connect to {address.Url}: {(status == 0 ? e.GetBaseException().Message : e.Message)}", status == 0 ? null : status, e);
        }
        catch (OperationCanceledException)
        {
            socket.Dispose();
            throw;
        }

        return new ChargePointSocket(socket, clock, onCall, onFrame);
    }

    /// <summary>Sends a CALL when it is its turn and waits for the answer.</summary>
    public async Task<CallOutcome> CallAsync(string action, ReadOnlyMemory<byte> payload, TimeSpan timeout, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var pending = new PendingCall(Guid.NewGuid().ToString());
            _pending = pending;
            // After publishing the pending call, so that an end in between cannot leave it waiting.
            if (_ended)
            {
                return CallOutcome.ConnectionLost;
            }

            var output = new ArrayBufferWriter<byte>(payload.Length + 96);
            FrameWriter.WriteCall(output, pending.UniqueId, action, payload.Span);
            if (!await SendAsync(output.WrittenMemory).ConfigureAwait(false))
            {
                return CallOutcome.ConnectionLost;
            }

            return await pending.Answer.Task.WaitAsync(timeout, _clock, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return CallOutcome.TimedOut;
        }
        finally
        {
            _pending = null;
            _turn.Release();
        }
    }

    /// <summary>Sends one text message as it is; false when the connection is gone.</summary>
    public async Task<bool> SendAsync(ReadOnlyMemory<byte> message)
    {
        await _writing.WaitAsync().ConfigureAwait(false);
        try
        {
            // A cancelled send would abort the whole connection, so it takes no token.
            await _socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None).ConfigureAwait(false);
            _onFrame?.Invoke(new FrameSeen(IsSent: true, Encoding.UTF8.GetString(message.Span)));
            return true;
        }
        catch (Exception e) when (IsGone(e))
        {
            return false;
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Closes with a close frame; drops the connection when the other side does not answer it.</summary>
    public async Task CloseAsync()
    {
        try
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None)
                .WaitAsync(s_closeLimit).ConfigureAwait(false);
            await Completion.WaitAsync(s_closeLimit).ConfigureAwait(false);
        }
        catch (Exception e) when (IsGone(e) || e is TimeoutException)
        {
            _socket.Abort();
        }
    }

    /// <summary>Drops the TCP connection without a close frame.</summary>
    public void Abort() => _socket.Abort();

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await Completion.ConfigureAwait(false);
        _socket.Dispose();
    }

    private async Task ReceiveAsync()
    {
        try
        {
            var message = new byte[2048];
            while (await ReadMessageAsync(message).ConfigureAwait(false) is { } received)
            {
                message = received.Buffer;
                await TakeAsync(message.AsMemory(0, received.Length)).ConfigureAwait(false);
            }

            if (_socket.State == WebSocketState.CloseReceived)
            {
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None)
                    .WaitAsync(s_closeLimit).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (IsGone(e) || e is TimeoutException)
        {
            // The end of the connection is what Completion tells.
        }
        finally
        {
            _ended = true;
            _pending?.Answer.TrySetResult(CallOutcome.ConnectionLost);
            _socket.Abort();
        }
    }

    private async Task<(byte[] Buffer, int Length)?> ReadMessageAsync(byte[] buffer)
    {
        var length = 0;
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None).ConfigureAwait(false);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            length += part.Count;
            if (part.EndOfMessage)
            {
                return (buffer, length);
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, length * 2);
            }
        }
    }

    private async Task TakeAsync(ReadOnlyMemory<byte> message)
    {
        _onFrame?.Invoke(new FrameSeen(IsSent: false, Encoding.UTF8.GetString(message.Span)));
        var frame = FrameReader.Read(message);
        switch (frame.Kind)
        {
            case FrameKind.Call:
                await _onCall(this, new InboundCall(frame.UniqueId, frame.Action ?? "", JsonElement.Parse(frame.Payload.Span))).ConfigureAwait(false);
                break;
            case FrameKind.Result or FrameKind.Error when _pending is { } pending && pending.UniqueId == frame.UniqueId:
                // The payload lives in the receive buffer, which the next message overwrites.
                pending.Answer.TrySetResult(new CallOutcome
                {
                    Kind = frame.Kind == FrameKind.Result ? CallOutcomeKind.Result : CallOutcomeKind.Error,
                    Payload = frame.Payload.ToArray(),
                    ErrorCode = frame.ErrorCode,
                    ErrorDescription = frame.ErrorDescription,
                });
                break;
            default:
                break;
        }
    }

    private static bool IsGone(Exception e) =>
        e is WebSocketException or ObjectDisposedException or InvalidOperationException or IOException or OperationCanceledException;

    private sealed record PendingCall(string UniqueId)
    {
        public TaskCompletionSource<CallOutcome> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
