using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;

namespace ChargingConsole.Tests.Faults;

/// <summary>A charger of which thousands fit into a test: one socket, one small buffer. It reads only when told to.</summary>
internal sealed class LeanCharger : IDisposable
{
    private readonly Socket _socket;
    private readonly WebSocket _webSocket;
    private readonly byte[] _buffer = new byte[512];

    private LeanCharger(Socket socket, WebSocket webSocket)
    {
        _socket = socket;
        _webSocket = webSocket;
    }

    public static async Task<LeanCharger> ConnectAsync(Uri ocpp, string id, int? receiveBuffer = null)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.ReceiveBufferSize = receiveBuffer ?? socket.ReceiveBufferSize;
            await socket.ConnectAsync(ocpp.Host, ocpp.Port, TestContext.Current.CancellationToken);
            var stream = new NetworkStream(socket, ownsSocket: true);
            await stream.WriteAsync(
                Encoding.ASCII.GetBytes(
                    $"GET /{id} HTTP/1.1\r\nHost: {ocpp.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: ocpp1.6\r\n\r\n"),
                TestContext.Current.CancellationToken);
            var answer = new StringBuilder();
            var buffer = new byte[512];
            while (!answer.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            {
                var read = await stream.ReadAsync(buffer, TestContext.Current.CancellationToken);
                answer.Append(read > 0 ? Encoding.ASCII.GetString(buffer, 0, read) : throw new IOException("The connection ended in the handshake."));
            }

            Assert.StartsWith("HTTP/1.1 101", answer.ToString(), StringComparison.Ordinal);
            return new LeanCharger(socket, WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { SubProtocol = "ocpp1.6" }));
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends a CALL; its answer has to be a CALLRESULT.</summary>
    public async Task<string> CallAsync(string id, string action, string payload)
    {
        await SendAsync($"""[2,"{id}","{action}",{payload}]""", TestContext.Current.CancellationToken);
        var result = await _webSocket.ReceiveAsync(_buffer, TestContext.Current.CancellationToken);
        var answer = Encoding.UTF8.GetString(_buffer, 0, result.Count);
        Assert.StartsWith($"[3,\"{id}\"", answer, StringComparison.Ordinal);
        return answer;
    }

    public async Task BootAsync()
    {
        await CallAsync("b", "BootNotification", """{"chargePointVendor":"Vendor","chargePointModel":"Model"}""");
        await CallAsync("s", "StatusNotification", """{"connectorId":1,"errorCode":"NoError","status":"Available"}""");
    }

    public async Task SendAsync(string text, CancellationToken cancellationToken) =>
        await _webSocket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);

    /// <summary>Begins a message and does not end it.</summary>
    public async Task BeginAsync(string text) =>
        await _webSocket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: false, TestContext.Current.CancellationToken);

    /// <summary>The connection is gone at once, without a word (RST).</summary>
    public void Abort() => _socket.Close(0);

    public void Dispose()
    {
        _webSocket.Abort();
        _webSocket.Dispose();
        _socket.Dispose();
    }
}
