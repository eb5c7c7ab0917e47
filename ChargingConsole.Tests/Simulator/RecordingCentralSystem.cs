using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ChargingConsole.Tests.Simulator;

/// <summary>A CALL as it came, on which connection (counted from 1).</summary>
internal sealed record RecordedCall(string ChargePointId, int Connection, string UniqueId, string Action, string Payload)
{
    public JsonElement Json => JsonElement.Parse(Payload);

    public string Text(string member) => Json.GetProperty(member).ToString();
}

/// <summary>A central system on a free loopback port that writes everything down and answers as it is told.</summary>
internal sealed class RecordingCentralSystem : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Connection> _open = new();
    private readonly ConcurrentDictionary<string, string> _answers = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<string>> _pending = new();
    private readonly Lock _gate = new();
    private readonly List<RecordedCall> _calls = [];
    private readonly List<RecordedCall> _unread = [];
    private readonly SemaphoreSlim _came = new(0);
    private int _connections;
    private int _transactions = 100;

    private RecordingCentralSystem(WebApplication app) => _app = app;

    public Uri Url { get; private set; } = null!;

    /// <summary>The raw target and the Authorization header of the last request.</summary>
    public (string Target, string? Authorization) LastRequest { get; private set; }

    /// <summary>Actions that get no answer.</summary>
    public ConcurrentDictionary<string, bool> Silent { get; } = new();

    public int Connections => _connections;

    public IReadOnlyList<RecordedCall> Calls
    {
        get
        {
            lock (_gate)
            {
                return [.. _calls];
            }
        }
    }

    public static async Task<RecordingCentralSystem> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var central = new RecordingCentralSystem(app);
        app.UseWebSockets();
        app.Run(central.TakeAsync);
        await app.StartAsync();
        central.Url = new Uri(app.Urls.Single().Replace("http", "ws", StringComparison.Ordinal));
        return central;
    }

    /// <summary>Answers the action with this payload, or with a whole frame's tail when it begins with "[4,".</summary>
    public void Answer(string action, string payload) => _answers[action] = payload;

    /// <summary>The next call of the action that no test has seen yet.</summary>
    public async Task<RecordedCall> NextAsync(string action)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(s_patience);
        while (true)
        {
            lock (_gate)
            {
                if (_unread.FirstOrDefault(call => call.Action == action) is { } found)
                {
                    _unread.Remove(found);
                    return found;
                }
            }

            try
            {
                await _came.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"No {action} came. What came: {string.Join(", ", Calls.Select(call => call.Action))}");
            }
        }
    }

    /// <summary>The next StatusNotification of the connector with this status.</summary>
    public async Task NextStatusAsync(int connector, string status)
    {
        RecordedCall call;
        do
        {
            call = await NextAsync("StatusNotification");
        }
        while (call.Json.GetProperty("connectorId").GetInt32() != connector || call.Text("status") != status);
    }

    /// <summary>Calls the charge point; gives its whole answer frame.</summary>
    public async Task<JsonElement> CallAsync(string chargePointId, string action, string payload)
    {
        var id = Guid.NewGuid().ToString();
        var answer = _pending[id] = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _open[chargePointId].SendAsync($"[2,\"{id}\",\"{action}\",{payload}]");
        return JsonElement.Parse(await answer.Task.WaitAsync(s_patience));
    }

    /// <summary>Calls the charge point; gives the status of its CALLRESULT.</summary>
    public async Task<string> StatusOfAsync(string chargePointId, string action, string payload) =>
        (await CallAsync(chargePointId, action, payload))[2].GetProperty("status").GetString()!;

    /// <summary>Drops the charge point's TCP connection.</summary>
    public void Drop(string chargePointId) => _open[chargePointId].Context.Abort();

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _open.Values)
        {
            connection.Socket.Abort();
        }

        await _app.DisposeAsync();
        _came.Dispose();
    }

    private async Task TakeAsync(HttpContext context)
    {
        var target = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
        LastRequest = (target, context.Request.Headers.Authorization);
        var chargePointId = Uri.UnescapeDataString(target.Split('/')[^1]);
        using var socket = await context.WebSockets.AcceptWebSocketAsync("ocpp1.6");
        var connection = new Connection(context, socket);
        _open[chargePointId] = connection;
        // Last, since a test may call the charge point as soon as it sees the count.
        var number = Interlocked.Increment(ref _connections);
        var buffer = new byte[262_144];
        try
        {
            while (true)
            {
                var received = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
                    return;
                }

                await HearAsync(chargePointId, number, connection, Encoding.UTF8.GetString(buffer, 0, received.Count));
            }
        }
        catch (Exception e) when (e is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            // Dropped connections are what half of these tests are about.
        }
        finally
        {
            _open.TryRemove(KeyValuePair.Create(chargePointId, connection));
        }
    }

    private async Task HearAsync(string chargePointId, int number, Connection connection, string text)
    {
        var frame = JsonElement.Parse(text);
        if (frame[0].GetInt32() != 2)
        {
            if (_pending.TryRemove(frame[1].GetString()!, out var waiting))
            {
                waiting.TrySetResult(text);
            }

            return;
        }

        var call = new RecordedCall(chargePointId, number, frame[1].GetString()!, frame[2].GetString()!, frame[3].GetRawText());
        lock (_gate)
        {
            _calls.Add(call);
            _unread.Add(call);
        }

        _came.Release();
        if (!Silent.ContainsKey(call.Action))
        {
            var answer = _answers.GetValueOrDefault(call.Action) ?? Usual(call.Action);
            await connection.SendAsync(answer.StartsWith("[4,", StringComparison.Ordinal)
                ? $"[4,\"{call.UniqueId}\",{answer[3..]}"
                : $"[3,\"{call.UniqueId}\",{answer}]");
        }
    }

    private string Usual(string action) => action switch
    {
        "BootNotification" => """{"status":"Accepted","currentTime":"2026-01-01T00:00:00.000Z","interval":300}""",
        "Heartbeat" => """{"currentTime":"2026-01-01T00:00:00.000Z"}""",
        "Authorize" => """{"idTagInfo":{"status":"Accepted"}}""",
        "StartTransaction" => $$"""{"idTagInfo":{"status":"Accepted"},"transactionId":{{Interlocked.Increment(ref _transactions)}} }""",
        "SignCertificate" => """{"status":"Accepted"}""",
        _ => "{}",
    };

    private sealed record Connection(HttpContext Context, WebSocket Socket) : IDisposable
    {
        private readonly SemaphoreSlim _turn = new(1, 1);

        public void Dispose() => _turn.Dispose();

        public async Task SendAsync(string text)
        {
            await _turn.WaitAsync();
            try
            {
                await Socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);
            }
            finally
            {
                _turn.Release();
            }
        }
    }
}
