using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace ChargingConsole.Tests.Shared;

/// <summary>A charger that sends exactly the bytes a test tells it to.</summary>
public sealed class RawCharger : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private int _lastId;

    private RawCharger()
    {
    }

    /// <summary>How long it waits for a frame.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(60);

    public WebSocketState State => _socket.State;

    public WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;

    public string? Subprotocol => _socket.SubProtocol;

    public static async Task<RawCharger> ConnectAsync(Uri ocpp, string path, string? subprotocol = "ocpp1.6", Action<ClientWebSocketOptions>? configure = null)
    {
        var charger = new RawCharger();
        configure?.Invoke(charger._socket.Options);
        if (subprotocol is not null)
        {
            charger._socket.Options.AddSubProtocol(subprotocol);
        }

        await charger._socket.ConnectAsync(new Uri(ocpp, path), TestContext.Current.CancellationToken);
        return charger;
    }

    /// <summary>Connects and boots, so that calls may come at once.</summary>
    public static async Task<RawCharger> BootAsync(Uri ocpp, string id, params int[] connectors)
    {
        var charger = await ConnectAsync(ocpp, Uri.EscapeDataString(id));
        await charger.CallAsync("BootNotification", """{"chargePointVendor":"Vendor","chargePointModel":"Model 22kW"}""");
        foreach (var connector in connectors)
        {
            await charger.StatusAsync(connector, "Available");
        }

        return charger;
    }

    public Task<JsonElement> StatusAsync(int connector, string status) =>
        CallAsync("StatusNotification", $$"""{"connectorId":{{connector}},"errorCode":"NoError","status":"{{status}}"}""");

    /// <summary>Sends a CALL and gives the payload of its CALLRESULT; anything else fails the test.</summary>
    public async Task<JsonElement> CallAsync(string action, string payload)
    {
        var answer = await CallForFrameAsync(action, payload);
        Assert.True(answer[0].GetInt32() == 3, $"{action} was answered with {answer}");
        return answer[2];
    }

    /// <summary>Sends a CALL and gives the whole answering frame.</summary>
    public async Task<JsonElement> CallForFrameAsync(string action, string payload, string? id = null)
    {
        id ??= $"m{++_lastId}";
        await SendAsync($"""[2,"{id}","{action}",{payload}]""");
        var answer = await ReceiveAsync();
        Assert.Equal(id, answer[1].GetString());
        return answer;
    }

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text);

    public async Task SendAsync(byte[] bytes, WebSocketMessageType type, bool endOfMessage = true) =>
        await _socket.SendAsync(bytes, type, endOfMessage, TestContext.Current.CancellationToken);

    /// <summary>The next frame.</summary>
    public async Task<JsonElement> ReceiveAsync()
    {
        using var document = JsonDocument.Parse(await ReceiveTextAsync());
        return document.RootElement.Clone();
    }

    /// <summary>The next frame, which has to be a CALL of this action; gives its unique id and payload.</summary>
    public async Task<(string Id, JsonElement Payload)> ExpectCallAsync(string action)
    {
        var frame = await ReceiveAsync();
        Assert.True(frame[0].GetInt32() == 2 && frame[2].GetString() == action, $"Expected {action}, got {frame}");
        return (frame[1].GetString()!, frame[3]);
    }

    public Task AnswerAsync(string id, string payload) => SendAsync($"""[3,"{id}",{payload}]""");

    public async Task<string> ReceiveTextAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        var buffer = new byte[64 * 1024];
        var length = 0;
        WebSocketReceiveResult result;
        do
        {
            result = await _socket.ReceiveAsync(buffer.AsMemory(length).ToArraySegment(), limit.Token);
            length += result.Count;
        }
        while (!result.EndOfMessage && result.MessageType != WebSocketMessageType.Close);

        return result.MessageType == WebSocketMessageType.Close
            ? throw new WebSocketException($"Closed with {_socket.CloseStatus}.")
            : Encoding.UTF8.GetString(buffer, 0, length);
    }

    /// <summary>Drops the connection without a word.</summary>
    public void Abort() => _socket.Abort();

    public ValueTask DisposeAsync()
    {
        _socket.Abort();
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }
}

internal static class MemoryExtensions
{
    public static ArraySegment<byte> ToArraySegment(this Memory<byte> memory) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray<byte>(memory, out var segment) ? segment : throw new InvalidOperationException();
}
