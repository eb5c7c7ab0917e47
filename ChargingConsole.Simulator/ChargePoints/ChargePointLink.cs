using ChargingConsole.Simulator.Protocol;

namespace ChargingConsole.Simulator.ChargePoints;

/// <summary>The connection as the charge point wants it: open until it says otherwise, opened again with back-off when lost.</summary>
internal sealed class ChargePointLink(
    Func<ChargePointAddress> address, VirtualChargePointOptions options, TimeProvider clock, BackgroundWork background,
    Func<ChargePointSocket, InboundCall, Task> onCall, Action<FrameSeen> onFrame) : IAsyncDisposable
{
    private readonly SemaphoreSlim _connecting = new(1, 1);
    private volatile ChargePointSocket? _socket;
    private volatile bool _wanted;

    /// <summary>Changes what is sent, by action and payload.</summary>
    public Func<string, ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> Rewrite { get; init; } = (_, payload) => payload;

    /// <summary>Told after every opening, whoever asked for it.</summary>
    public required Action WhenUp { get; init; }

    /// <summary>Told after every end.</summary>
    public required Action WhenDown { get; init; }

    public bool IsUp => _socket is not null;

    public string? Subprotocol => _socket?.Subprotocol;

    /// <summary>Ends when the present connection does; ended when there is none.</summary>
    public Task Down => _socket?.Completion ?? Task.CompletedTask;

    /// <summary>One attempt; throws <see cref="ConnectionRefusedException"/>.</summary>
    public Task ConnectAsync(CancellationToken cancellation)
    {
        _wanted = true;
        return OpenAsync(cancellation);
    }

    /// <summary>Attempts with back-off until one succeeds or the connection is no longer wanted.</summary>
    public Task KeepConnectingAsync(CancellationToken cancellation)
    {
        _wanted = true;
        return OpenPatientlyAsync(cancellation);
    }

    public Task<CallOutcome> CallAsync(string action, ReadOnlyMemory<byte> payload, CancellationToken cancellation) =>
        _socket?.CallAsync(action, Rewrite(action, payload), options.CallTimeout, cancellation) ?? Task.FromResult(CallOutcome.ConnectionLost);

    public Task<bool> SendAsync(ReadOnlyMemory<byte> message) => _socket?.SendAsync(message) ?? Task.FromResult(false);

    /// <summary>Closes with a close frame and stays closed.</summary>
    public async Task DisconnectAsync()
    {
        _wanted = false;
        if (_socket is { } socket)
        {
            await socket.CloseAsync().ConfigureAwait(false);
            await socket.Completion.ConfigureAwait(false);
            Forget(socket);
        }
    }

    /// <summary>Drops TCP without a close frame, as a lost mobile link does.</summary>
    public void Abort()
    {
        if (_socket is { } socket)
        {
            socket.Abort();
            Forget(socket);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await DisconnectAsync().ConfigureAwait(false);
        _connecting.Dispose();
    }

    private async Task OpenAsync(CancellationToken cancellation)
    {
        await _connecting.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (IsUp)
            {
                return;
            }

            var socket = await ChargePointSocket.ConnectAsync(
                address(), clock, onCall, options.ListensToFrames ? onFrame : null, cancellation).ConfigureAwait(false);
            _socket = socket;
            background.Run(stop => WatchAsync(socket, stop));
            WhenUp();
            // A disconnect that came while it was opening found nothing to close.
            if (!_wanted)
            {
                await DisconnectAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            _connecting.Release();
        }
    }

    private async Task OpenPatientlyAsync(CancellationToken cancellation)
    {
        for (var wait = options.ReconnectDelay; _wanted; wait = Longer(wait))
        {
            try
            {
                await OpenAsync(cancellation).ConfigureAwait(false);
                return;
            }
            catch (ConnectionRefusedException)
            {
                await Task.Delay(wait, clock, cancellation).ConfigureAwait(false);
            }
        }
    }

    private async Task WatchAsync(ChargePointSocket socket, CancellationToken stop)
    {
        try
        {
            await socket.Completion.WaitAsync(stop).ConfigureAwait(false);
        }
        finally
        {
            await socket.DisposeAsync().ConfigureAwait(false);
            Forget(socket);
        }

        if (options.Reconnect && _wanted)
        {
            await Task.Delay(options.ReconnectDelay, clock, stop).ConfigureAwait(false);
            await OpenPatientlyAsync(stop).ConfigureAwait(false);
        }
    }

    private void Forget(ChargePointSocket socket)
    {
        // Three may learn of the same end; one of them tells.
        if (Interlocked.CompareExchange(ref _socket, null, socket) == socket)
        {
            WhenDown();
        }
    }

    private TimeSpan Longer(TimeSpan wait) =>
        wait * 2 < options.LongestReconnectDelay ? wait * 2 : options.LongestReconnectDelay;
}
