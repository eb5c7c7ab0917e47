using System.Diagnostics;
using System.Net.WebSockets;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Ocpp.Sessions;
using ChargingConsole.Core.Security;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Ocpp.Sessions;

public sealed class ConnectedSessionsTests : IAsyncLifetime
{
    private RunningConsole _console = null!;

    public async ValueTask InitializeAsync() => _console = await RunningConsole.StartAsync();

    public ValueTask DisposeAsync() => _console.DisposeAsync();

    [Fact]
    public async Task Sockets_of_one_charger_that_come_and_go_at_once_leave_nobody_connected()
    {
        var fleet = _console.Get<Fleet>();
        var sessions = _console.Get<ConnectedSessions>();
        var chargePoint = await _console.Get<ChargePointRegister>().AddAsync("CP1");

        await Parallel.ForAsync(0, 2_000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (_, cancellationToken) =>
        {
            using var socket = new BriefSocket();
            await sessions.ServeAsync(chargePoint, socket, "127.0.0.1:1", null, AdmittedAs.Anybody, _ => false, cancellationToken);
        });

        Assert.Equal((0, false), (fleet.Connected, chargePoint.State.IsConnected));
    }

    [Fact]
    public async Task A_peer_that_stopped_reading_does_not_hold_up_its_successor()
    {
        await using var deaf = await RawCharger.BootAsync(_console.Ocpp, "CP1");
        // Nobody reads the answers, until the server cannot get rid of one more.
        var flood = Task.Run(async () =>
        {
            for (var i = 0; i < 200_000; i++)
            {
                await deaf.SendAsync($$"""[2,"{{i:D250}}","Heartbeat",{}]""");
            }
        }, TestContext.Current.CancellationToken);
        await Task.WhenAny(flood, Task.Delay(TimeSpan.FromSeconds(4), TestContext.Current.CancellationToken));
        Assert.False(flood.IsCompleted);

        var watch = Stopwatch.StartNew();
        await using var successor = await RawCharger.BootAsync(_console.Ocpp, "CP1");

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
        await Assert.ThrowsAnyAsync<Exception>(() => flood);
    }

    /// <summary>A socket that ends as soon as it is read.</summary>
    private sealed class BriefSocket : WebSocket
    {
        private volatile WebSocketState _state = WebSocketState.Open;

        public override WebSocketCloseStatus? CloseStatus => null;

        public override string? CloseStatusDescription => null;

        public override WebSocketState State => _state;

        public override string? SubProtocol => null;

        public override void Abort() => _state = WebSocketState.Aborted;

        public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => Task.CompletedTask;

        public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => Task.CompletedTask;

        public override void Dispose() => Abort();

        public override async Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken)
        {
            await Task.Yield();
            throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely);
        }

        public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
