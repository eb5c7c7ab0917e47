using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace ChargingConsole.Tests.Shared;

/// <summary>A charger that answers whatever it is asked, and remembers it over any number of connections.</summary>
public sealed class AnsweringCharger(string id) : IAsyncDisposable
{
    private ClientWebSocket? _socket;
    private Task _loop = Task.CompletedTask;

    public string Id { get; } = id;

    /// <summary>The answer's payload; null for silence, <c>!Code</c> for a CALLERROR. Accepted when left alone.</summary>
    public Func<string, JsonElement, string?> Answer { get; init; } = (_, _) => """{"status":"Accepted"}""";

    /// <summary>How long it thinks before it answers.</summary>
    public TimeSpan Thinks { get; init; }

    /// <summary>The requests it got, in order.</summary>
    public ConcurrentQueue<(string UniqueId, string Action, JsonElement Payload)> Received { get; } = new();

    public async Task<AnsweringCharger> ConnectAsync(Uri ocpp)
    {
        _socket?.Dispose();
        _socket = new ClientWebSocket();
        _socket.Options.AddSubProtocol("ocpp1.6");
        await _socket.ConnectAsync(new Uri(ocpp, Uri.EscapeDataString(Id)), TestContext.Current.CancellationToken);
        await SendAsync(_socket, """[2,"boot","BootNotification",{"chargePointVendor":"Vendor","chargePointModel":"Model"}]""");
        var booted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _loop = ReadAsync(_socket, booted);
        await booted.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        return this;
    }

    /// <summary>Answers a request after all.</summary>
    public Task AnswerLateAsync(string uniqueId, string payload) => SendAsync(_socket!, $"""[3,"{uniqueId}",{payload}]""");

    /// <summary>How often it was asked this.</summary>
    public int Count(string action) => Received.Count(call => call.Action == action);

    /// <summary>Drops the connection without a word.</summary>
    public async Task DropAsync()
    {
        _socket?.Abort();
        await _loop;
    }

    public async ValueTask DisposeAsync()
    {
        await DropAsync();
        _socket?.Dispose();
    }

    private async Task ReadAsync(ClientWebSocket socket, TaskCompletionSource booted)
    {
        var buffer = new byte[4096];
        try
        {
            while (true)
            {
                var length = 0;
                ValueWebSocketReceiveResult result;
                do
                {
                    if (length == buffer.Length)
                    {
                        Array.Resize(ref buffer, 2 * buffer.Length);
                    }

                    result = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                    length += result.Count;
                }
                while (!result.EndOfMessage);

                if (result.MessageType == WebSocketMessageType.Close)
                {
                    return;
                }

                using var document = JsonDocument.Parse(buffer.AsMemory(0, length));
                var frame = document.RootElement;
                if (frame[0].GetInt32() == 2)
                {
                    await TakeAsync(socket, frame[1].GetString()!, frame[2].GetString()!, frame[3].Clone());
                }
                else
                {
                    booted.TrySetResult();
                }
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException or IOException)
        {
            booted.TrySetException(e);
        }
    }

    private async Task TakeAsync(ClientWebSocket socket, string uniqueId, string action, JsonElement payload)
    {
        Received.Enqueue((uniqueId, action, payload));
        if (Thinks > TimeSpan.Zero)
        {
            await Task.Delay(Thinks);
        }

        if (Answer(action, payload) is { } answer)
        {
            await SendAsync(socket, answer.StartsWith('!') ? $$"""[4,"{{uniqueId}}","{{answer[1..]}}","",{}]""" : $"""[3,"{uniqueId}",{answer}]""");
        }
    }

    private static Task SendAsync(ClientWebSocket socket, string text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);
}
