using System.Diagnostics;
using System.Net.Sockets;

namespace ChargingConsole.Benchmarks.Load;

/// <summary>
/// One charger on one socket, as cheap as a client can be: no JSON reader, no tasks, no allocation per
/// message, one CALL out at a time.
/// </summary>
internal sealed class Charger : IDisposable
{
    private const int BufferSize = 1024;

    [ThreadStatic]
    private static byte[]? t_output;

    private readonly int _number;
    private readonly IScript _script;
    private readonly Tally _tally;
    private readonly bool _isFloor;
    private readonly Lock _turn = new();
    private readonly Queue<long> _due = new();
    private readonly byte[] _sentId = new byte[CallText.IdLength];
    private readonly SocketAsyncEventArgs _receive = new(true);
    private readonly TaskCompletionSource _silent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Socket? _socket;
    private byte[] _input = new byte[BufferSize];
    private int _have;
    private long _askedAt;
    private bool _isWaiting;
    private bool _isPaced;
    private volatile bool _isClosing;

    public Charger(int number, IScript script, Tally tally, bool isFloor, bool isPaced)
    {
        _number = number;
        _script = script;
        _tally = tally;
        _isFloor = isFloor;
        _isPaced = isPaced;
        _receive.Completed += (_, _) => Receive();
    }

    /// <summary>Its identity.</summary>
    public string Id => IdOf(_number);

    /// <summary>What it says.</summary>
    public IScript Script => _script;

    /// <summary>Completes when it has nothing more to say, or its socket has ended.</summary>
    public Task Silent => _silent.Task;

    public static string IdOf(int number) => $"LOAD-{number:00000}";

    /// <summary>Connects and shakes hands; a charger that is not paced begins to talk.</summary>
    public async Task ConnectAsync(int port, CancellationToken cancellationToken)
    {
        (_socket, _have) = await ClientFrame.ConnectAsync(port, Id, _input, cancellationToken);
        lock (_turn)
        {
            if (!_isPaced)
            {
                SendNext(Stopwatch.GetTimestamp());
            }
        }

        StartReceiving();
    }

    /// <summary>The pace wants it to talk now; when it still waits for an answer, as soon as that is there.</summary>
    public void Due(long now)
    {
        lock (_turn)
        {
            if (_isWaiting)
            {
                _due.Enqueue(now);
            }
            else if (_isPaced)
            {
                SendNext(now);
            }
        }
    }

    /// <summary>Brings what is open to its end, as fast as the server answers.</summary>
    public void Finish()
    {
        lock (_turn)
        {
            _script.Finish();
            var wasPaced = _isPaced;
            _isPaced = false;
            _due.Clear();
            if (wasPaced && !_isWaiting)
            {
                SendNext(Stopwatch.GetTimestamp());
            }
        }
    }

    /// <summary>Cuts the connection.</summary>
    public void Dispose()
    {
        _isClosing = true;
        _socket?.Dispose();
        _receive.Dispose();
    }

    private void StartReceiving()
    {
        _receive.SetBuffer(_input, _have, _input.Length - _have);
        if (!_socket!.ReceiveAsync(_receive))
        {
            Receive();
        }
    }

    private void Receive()
    {
        try
        {
            do
            {
                if (_receive.SocketError != SocketError.Success || _receive.BytesTransferred == 0)
                {
                    Ended(_receive.SocketError == SocketError.Success ? "the server closed a socket" : $"a socket ended: {_receive.SocketError}");
                    return;
                }

                _have += _receive.BytesTransferred;
                TakeFrames();
                _receive.SetBuffer(_input, _have, _input.Length - _have);
            }
            while (!_socket!.ReceiveAsync(_receive));
        }
        catch (ObjectDisposedException)
        {
            Ended("a socket was closed while it was in use");
        }
        catch (SocketException e)
        {
            Ended($"a socket ended: {e.SocketErrorCode}");
        }
    }

    private void TakeFrames()
    {
        var at = 0;
        while (ClientFrame.TryRead(_input.AsSpan(at, _have - at), out var opcode, out var payload, out var consumed))
        {
            switch (opcode)
            {
                case ClientFrame.Text:
                    TakeText(payload);
                    break;
                case ClientFrame.Ping:
                    lock (_turn)
                    {
                        var output = t_output ??= new byte[BufferSize];
                        payload.CopyTo(output.AsSpan(ClientFrame.MaxHeader));
                        Send(output, payload.Length, ClientFrame.Pong);
                    }

                    break;
                case ClientFrame.Close when !_isClosing:
                    _tally.Error("the server sent a close frame");
                    break;
            }

            at += consumed;
        }

        Consume(at);
    }

    private void Consume(int count)
    {
        _input.AsSpan(count, _have - count).CopyTo(_input);
        _have -= count;
        if (_have == _input.Length)
        {
            Array.Resize(ref _input, _input.Length * 2);
        }
    }

    private void TakeText(ReadOnlySpan<byte> text)
    {
        lock (_turn)
        {
            switch (text.Length > CallText.IdStart ? text[1] : 0)
            {
                case (byte)'3' when _isWaiting:
                    TakeAnswer(text);
                    break;
                case (byte)'2':
                    TakeCall(text);
                    break;
                default:
                    _tally.Error($"answered with {System.Text.Encoding.UTF8.GetString(text[..Math.Min(text.Length, 120)])}");
                    _silent.TrySetResult();
                    break;
            }
        }
    }

    private void TakeAnswer(ReadOnlySpan<byte> text)
    {
        _tally.Answer(_askedAt);
        _isWaiting = false;
        // The floor answers every CALL with the same text.
        if (!_isFloor && !text.Slice(CallText.IdStart, CallText.IdLength).SequenceEqual(_sentId))
        {
            _tally.Error("an answer to another CALL");
        }

        if (!_script.TakeAnswer(text))
        {
            _tally.Error("an answer without its transaction id");
            _silent.TrySetResult();
            return;
        }

        if (!_isPaced)
        {
            SendNext(Stopwatch.GetTimestamp());
        }
        else if (_due.TryDequeue(out var due))
        {
            SendNext(due);
        }
    }

    private void TakeCall(ReadOnlySpan<byte> text)
    {
        var id = text[CallText.IdStart..];
        id = id[..Math.Max(0, id.IndexOf((byte)'"'))];
        var accepted = _script.TakeCall(text);
        var output = t_output ??= new byte[BufferSize];
        var answer = new CallText(output.AsSpan(ClientFrame.MaxHeader));
        answer.Add(accepted ? "[3,\""u8 : "[4,\""u8);
        answer.Add(id);
        answer.Add(accepted ? "\",{\"status\":\"Accepted\"}]"u8 : "\",\"NotSupported\",\"\",{}]"u8);
        Send(output, answer.Length, ClientFrame.Text);
        if (accepted && !_isWaiting)
        {
            SendNext(Stopwatch.GetTimestamp());
        }
    }

    /// <summary>Sends what comes next; its latency counts from when it was due.</summary>
    private void SendNext(long due)
    {
        var output = t_output ??= new byte[BufferSize];
        var length = _script.WriteNext(output.AsSpan(ClientFrame.MaxHeader));
        if (length == 0)
        {
            _silent.TrySetResult();
            return;
        }

        output.AsSpan(ClientFrame.MaxHeader + CallText.IdStart, CallText.IdLength).CopyTo(_sentId);
        _isWaiting = true;
        _askedAt = due;
        Send(output, length, ClientFrame.Text);
    }

    private void Send(byte[] output, int length, byte opcode)
    {
        try
        {
            _socket!.Send(ClientFrame.Wrap(output, length, opcode));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            Ended($"sending failed: {e.Message}");
        }
    }

    private void Ended(string problem)
    {
        if (!_isClosing)
        {
            _tally.Error(problem);
        }

        _silent.TrySetResult();
    }
}
