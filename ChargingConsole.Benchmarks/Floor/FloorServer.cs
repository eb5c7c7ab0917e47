using System.Buffers;
using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChargingConsole.Benchmarks.Floor;

/// <summary>
/// The least that a server on this stack can do: Kestrel, a WebSocket, an answer as long as a CALLRESULT.
/// It parses nothing; with a log it stores one row per message and answers when that is on disk.
/// </summary>
internal static class FloorServer
{
    private const int BufferSize = 4096;

    private static readonly ReadOnlyMemory<byte> s_answer =
        """[3,"00000000-0000-4000-8000-000000000000",{"transactionId":1,"currentTime":"2026-01-01T00:00:00.000Z"}]"""u8.ToArray();

    public static async Task RunAsync(int port, string? database, bool inline, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Services.Configure<SocketTransportOptions>(sockets => sockets.UnsafePreferInlineScheduling = inline);
        await using var app = builder.Build();
        await using var log = database is null ? null : new GroupCommitLog(database);
        app.UseWebSockets();
        app.Run(context => ServeAsync(context, log));
        await app.RunAsync(cancellationToken);
    }

    private static async Task ServeAsync(HttpContext context, GroupCommitLog? log)
    {
        var subprotocol = context.WebSockets.WebSocketRequestedProtocols.FirstOrDefault();
        using var socket = await context.WebSockets.AcceptWebSocketAsync(subprotocol);
        var ending = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        try
        {
            while (socket.State == WebSocketState.Open)
            {
                // As in the console: a connection that waits holds no buffer.
                var waiting = await socket.ReceiveAsync(Memory<byte>.Empty, ending);
                if (waiting.MessageType == WebSocketMessageType.Close)
                {
                    return;
                }

                await AnswerAsync(socket, log, ending);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            // However it ended, it has ended.
        }
    }

    private static async ValueTask AnswerAsync(WebSocket socket, GroupCommitLog? log, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            var length = 0;
            ValueWebSocketReceiveResult received;
            do
            {
                received = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
                length += received.Count;
            }
            while (!received.EndOfMessage && length < buffer.Length);

            if (log is not null)
            {
                await log.AppendAsync(buffer.AsSpan(0, length));
            }

            await socket.SendAsync(s_answer, WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage, cancellationToken);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
