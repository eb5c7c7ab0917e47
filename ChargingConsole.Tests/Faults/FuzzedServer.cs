using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Journal;
using ChargingConsole.Tests.Api;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Faults;

/// <summary>
/// Whatever chargers send, the server goes on: no error in its log (a running console fails the test for any), nothing
/// that a charger beside them would notice, and no memory kept.
/// </summary>
[Collection(nameof(Alone))]
public sealed class FuzzedServer
{
    private const int Sockets = 20;
    private const int FramesEach = 5000;

    [Fact]
    public async Task A_hundred_thousand_generated_frames_over_twenty_sockets_harm_nobody()
    {
        await using var console = await RunningConsole.StartAsync("Ocpp:Limits:FramesPerSecond=0");
        await using var behaved = await RawCharger.BootAsync(console.Ocpp, "BEHAVED", 1);
        behaved.Patience = TimeSpan.FromSeconds(60);
        // The first frames of every kind pay for what the server keeps once and for all.
        await Task.WhenAll(Enumerable.Range(0, Sockets).Select(number => FuzzAsync(console.Ocpp, number, seed: 1000 + number, frames: 250)));
        await SettledAsync(console);
        var before = Memory();
        using var enough = new CancellationTokenSource();
        var charging = ChargeAsync(behaved, enough.Token);
        var began = Stopwatch.GetTimestamp();

        var reconnects = await Task.WhenAll(Enumerable.Range(0, Sockets).Select(number => FuzzAsync(console.Ocpp, number, seed: number, FramesEach)));

        var took = Stopwatch.GetElapsedTime(began);
        await enough.CancelAsync();
        var messages = await charging;
        await SettledAsync(console);
        var grown = (Memory() - before) / 1024 / 1024;
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{Sockets * FramesEach} frames in {took.TotalSeconds:F1} s, {reconnects.Sum()} reconnects, {messages} messages of the charger beside them, {grown} MB more memory");
        Assert.True(messages > 20, $"The charger beside them got {messages} answers.");
        Assert.Equal(WebSocketState.Open, behaved.State);
        Assert.True(grown < 48, $"{grown} MB more memory are in use than before.");
    }

    /// <summary>One session after the other, every message answered as the book says, all on one socket.</summary>
    private static async Task<int> ChargeAsync(RawCharger charger, CancellationToken enough)
    {
        var messages = 0;
        for (var register = 1000; !enough.IsCancellationRequested; register += 500)
        {
            var transaction = await charger.BeginAsync(meterStart: register);
            for (var reading = 1; reading <= 5; reading++)
            {
                await charger.MeterAsync(transaction, register + (reading * 100), 11000);
            }

            await charger.EndAsync(transaction, register + 500);
            await charger.CallAsync("Heartbeat", "{}");
            messages += 8;
            await Task.Delay(20, CancellationToken.None);
        }

        return messages;
    }

    /// <summary>Sends the frames, over as many sockets as it takes; gives how many were lost. Ends when the server has read them all.</summary>
    private static async Task<int> FuzzAsync(Uri ocpp, int number, int seed, int frames)
    {
        var generated = new GeneratedFrames(seed);
        var sent = 0;
        for (var lost = 0; ; lost++)
        {
            using var socket = new ClientWebSocket();
            socket.Options.AddSubProtocol("ocpp1.6");
            await socket.ConnectAsync(new Uri(ocpp, $"FUZZ-{number}"), TestContext.Current.CancellationToken);
            var answers = DrainAsync(socket);
            try
            {
                for (; sent < frames; sent++)
                {
                    await SendAsync(socket, generated);
                }

                await socket.SendAsync(Encoding.UTF8.GetBytes("[2,\"the last\",\"Heartbeat\",{}]"), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);
            }
            catch (Exception e) when (e is WebSocketException or IOException)
            {
                // It was closed for what it sent last; the rest goes over a new one.
                sent++;
            }

            if (await answers)
            {
                return lost;
            }
        }
    }

    private static async Task SendAsync(ClientWebSocket socket, GeneratedFrames generated)
    {
        var (bytes, isText) = generated.Next();
        var type = isText ? WebSocketMessageType.Text : WebSocketMessageType.Binary;
        var split = generated.IsSplit() ? bytes.Length / 2 : 0;
        if (split > 0)
        {
            await socket.SendAsync(bytes.AsMemory(0, split), type, false, TestContext.Current.CancellationToken);
        }

        await socket.SendAsync(bytes.AsMemory(split), type, true, TestContext.Current.CancellationToken);
    }

    /// <summary>Reads answers until the last one came (true) or the socket ended.</summary>
    private static async Task<bool> DrainAsync(ClientWebSocket socket)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                var result = await socket.ReceiveAsync(buffer.AsMemory(), TestContext.Current.CancellationToken);
                if (result.MessageType == WebSocketMessageType.Close)
                {
                    socket.Abort();
                    return false;
                }

                if (buffer.AsSpan(0, result.Count).IndexOf("\"the last\""u8) >= 0)
                {
                    return true;
                }
            }
        }
        catch (Exception e) when (e is WebSocketException or IOException)
        {
            return false;
        }
    }

    /// <summary>Until the sockets are gone and the journal has written what it holds.</summary>
    private static Task SettledAsync(RunningConsole console) => Until.TrueAsync(
        () => console.Get<FrameJournal>().Depth == 0 && console.Get<Fleet>().Connected == 1,
        "all that was sent is written");

    private static long Memory()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
