using System.Diagnostics;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Ocpp;
using ChargingConsole.Tests.Shared;

namespace ChargingConsole.Tests.Faults;

/// <summary>Whoever means harm, or is merely broken, harms himself: the others are served as usual, and what he took is given back.</summary>
[Collection(nameof(Alone))]
public sealed class Floods
{
    // Loopback is bound like any other address in here.
    private const string NoProxy = "Ocpp:Limits:TrustedProxies=";

    [Fact]
    public async Task Five_thousand_half_open_handshakes_are_ended_in_time_and_slow_nobody_down()
    {
        await using var console = await RunningConsole.StartAsync(NoProxy, "Ocpp:Limits:HandshakeSeconds=10", "Ocpp:Limits:ConnectionsPerAddress=100000");
        await using var witness = await Witness.ComeAsync(console);
        var open = console.Get<OpenConnections>();
        var before = Memory();
        var sockets = await ConnectAsync(console.Ocpp, Affordable(5000), "GET /X HTTP/1.1\r\nHost: x\r\nUpgr"u8.ToArray());
        Assert.True(open.HalfOpen > sockets.Count / 4, $"Only {open.HalfOpen} of {sockets.Count} are half-open.");

        await witness.IsServedAsUsualAsync();

        await Until.TrueAsync(() => open is { HalfOpen: 0, Count: 1 }, "all but the witness are gone");
        sockets.ForEach(socket => socket.Dispose());
        var line = Assert.Single(console.Get<RejectedConnections>().Latest);
        Assert.Equal(("127.0.0.1", (long)sockets.Count), (line.RemoteAddress, line.Count));
        await MemoryReturnsAsync(before);
    }

    [Fact]
    public async Task Connections_beyond_the_limit_of_an_address_or_of_all_end_at_once()
    {
        await using var perAddress = await RunningConsole.StartAsync(NoProxy, "Ocpp:Limits:ConnectionsPerAddress=20");
        await using var inAll = await RunningConsole.StartAsync("Ocpp:Limits:Connections=20");
        foreach (var console in (RunningConsole[])[perAddress, inAll])
        {
            await using var charger = await RawCharger.BootAsync(console.Ocpp, "CP", 1);
            var sockets = await ConnectAsync(console.Ocpp, 60, "GET"u8.ToArray());
            await Until.TrueAsync(() => console.Get<RejectedConnections>().Count == 41 && console.Get<OpenConnections>().Count == 20, "those beyond are refused");
            await charger.CallAsync("Heartbeat", "{}");
            sockets.ForEach(socket => socket.Dispose());
            await Until.TrueAsync(() => console.Get<OpenConnections>().Count == 1, "there is room again");
            await using var next = await RawCharger.BootAsync(console.Ocpp, "CP2", 1);
        }
    }

    [Fact]
    public async Task A_thousand_messages_that_never_end_are_cut_in_time_and_slow_nobody_down()
    {
        await using var console = await RunningConsole.StartAsync("Ocpp:Limits:MessageSeconds=3", "Ocpp:SettleSeconds=0");
        await using var witness = await Witness.ComeAsync(console);
        var fleet = console.Get<Fleet>();
        var before = Memory();
        var slow = new List<LeanCharger>();
        foreach (var batch in Enumerable.Range(1, Affordable(1000)).Chunk(100))
        {
            slow.AddRange(await Task.WhenAll(batch.Select(async number =>
            {
                var charger = await LeanCharger.ConnectAsync(console.Ocpp, $"SLOW-{number}");
                await charger.BeginAsync("""[2,"1","Heart""");
                return charger;
            })));
        }

        await witness.IsServedAsUsualAsync();

        await Until.TrueAsync(() => fleet.Connected == 1, "all but the witness are cut");
        slow.ForEach(charger => charger.Dispose());
        Assert.Equal(slow.Count + 1, fleet.Count);
        await MemoryReturnsAsync(before);
    }

    [Fact]
    public async Task What_is_beyond_a_chargers_pace_waits_and_nothing_of_it_is_lost()
    {
        await using var console = await RunningConsole.StartAsync("Ocpp:Limits:FramesPerSecond=50", "Ocpp:Limits:FrameBurst=250", "Ocpp:SettleSeconds=0");
        await using var witness = await Witness.ComeAsync(console);
        await using var flooding = await RawCharger.ConnectAsync(console.Ocpp, "FLOOD");
        const int Frames = 500;
        var start = Stopwatch.GetTimestamp();
        var sending = SendAtAsync(flooding, Frames, perSecond: 200);
        var answered = 0;
        var receiving = ReceiveAllAsync();

        await witness.IsServedAsUsualAsync();
        await sending;
        // The burst and what the pace allows since, however late this is asked.
        var allowed = 251 + (50 * Stopwatch.GetElapsedTime(start).TotalSeconds);
        Assert.True(answered <= allowed, $"{answered} were answered, and {allowed:F0} are allowed.");
        await receiving.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.True(Stopwatch.GetElapsedTime(start).TotalSeconds > (Frames - 251) / 50.0, "It was faster than its pace.");

        async Task ReceiveAllAsync()
        {
            for (; answered < Frames; answered++)
            {
                Assert.Equal($"f{answered}", (await flooding.ReceiveAsync())[1].GetString());
            }
        }
    }

    [Fact]
    public async Task Who_never_stops_flooding_is_cut_and_who_waits_for_answers_is_not_however_much_he_has_to_tell()
    {
        await using var console = await RunningConsole.StartAsync(
            "Ocpp:Limits:FramesPerSecond=50", "Ocpp:Limits:FrameBurst=10", "Ocpp:Limits:FloodSeconds=5", "Ocpp:SettleSeconds=0");
        await using var flooding = await RawCharger.ConnectAsync(console.Ocpp, "FLOOD");
        await using var busy = await RawCharger.ConnectAsync(console.Ocpp, "BUSY");
        var telling = TellAsync();
        var start = Stopwatch.GetTimestamp();
        // More than a busy machine can answer before it is cut.
        var sending = SendAtAsync(flooding, 20_000, perSecond: 500);
        flooding.Patience = TimeSpan.FromSeconds(20);
        var closed = await Assert.ThrowsAnyAsync<WebSocketException>(async () =>
        {
            while (true)
            {
                await flooding.ReceiveTextAsync();
            }
        });

        Assert.True(flooding.CloseStatus == WebSocketCloseStatus.PolicyViolation, closed.Message);
        await telling;
        Assert.Equal(WebSocketState.Open, busy.State);
        TestContext.Current.TestOutputHelper?.WriteLine($"cut after {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s");
        try
        {
            await sending;
        }
        catch (Exception e) when (e is WebSocketException or IOException)
        {
            // It may still have been sending when it was cut.
        }

        // A link has a round trip; on loopback it has to be made up.
        async Task TellAsync()
        {
            for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start).TotalSeconds < 8;)
            {
                await busy.CallAsync("Heartbeat", "{}");
                await Task.Delay(2, TestContext.Current.CancellationToken);
            }
        }
    }

    [Fact]
    public async Task A_hundred_rejected_identities_a_second_leave_no_trace_but_a_few_lines()
    {
        await using var console = await RunningConsole.StartAsync("Ocpp:UnknownChargers=Reject");
        await console.Get<WaitingRoom>().AcceptAsync("WITNESS", "test");
        await using var witness = await Witness.ComeAsync(console);
        var before = Memory();
        var watch = witness.IsServedAsUsualAsync(200);
        const int Attempts = 400;
        var start = Stopwatch.GetTimestamp();
        for (var number = 0; number < Attempts; number++)
        {
            if (TimeSpan.FromMilliseconds(number * 10) - Stopwatch.GetElapsedTime(start) is { TotalMilliseconds: > 1 } early)
            {
                await Task.Delay(early, TestContext.Current.CancellationToken);
            }

            await Assert.ThrowsAnyAsync<Exception>(() => LeanCharger.ConnectAsync(console.Ocpp, $"MADE-UP-{number}"));
        }

        await watch;
        var rejected = console.Get<RejectedConnections>();
        Assert.Equal(Attempts, rejected.Count);
        Assert.Equal(RejectedConnections.IdentitiesPerAddress + 1, rejected.Latest.Count);
        Assert.Equal(Attempts, rejected.Latest.Sum(line => line.Count));
        Assert.Equal(1, console.Get<Fleet>().Count);
        Assert.Equal(0, console.Get<Fleet>().WaitingCount);
        await MemoryReturnsAsync(before);
    }

    [Fact]
    public async Task Handshakes_in_a_loop_from_one_address_are_told_to_wait()
    {
        await using var console = await RunningConsole.StartAsync(NoProxy, "Ocpp:Limits:HandshakesPerSecond=1");
        var admitted = 0;
        for (var number = 0; number < 30; number++)
        {
            try
            {
                using var charger = await LeanCharger.ConnectAsync(console.Ocpp, "LOOP");
                admitted++;
            }
            catch (Exception e) when (e.Message.Contains("429", StringComparison.Ordinal))
            {
                // Too many.
            }
        }

        // Ten in ten seconds; a slow machine may have come into the next ten.
        Assert.InRange(admitted, 10, 20);
        Assert.Contains(console.Get<RejectedConnections>().Latest, line => line.ChargePointId == "LOOP" && line.Reason == Handshakes.Reason);
    }

    private static async Task SendAtAsync(RawCharger charger, int frames, int perSecond)
    {
        var start = Stopwatch.GetTimestamp();
        for (var number = 0; number < frames; number++)
        {
            if (TimeSpan.FromSeconds((double)number / perSecond) - Stopwatch.GetElapsedTime(start) is { TotalMilliseconds: > 1 } early)
            {
                await Task.Delay(early, TestContext.Current.CancellationToken);
            }

            await charger.SendAsync($$"""[2,"f{{number}}","Heartbeat",{}]""");
        }
    }

    private static async Task<List<Socket>> ConnectAsync(Uri ocpp, int count, byte[] beginning)
    {
        var sockets = new List<Socket>(count);
        foreach (var batch in Enumerable.Range(0, count).Chunk(250))
        {
            sockets.AddRange(await Task.WhenAll(batch.Select(async _ =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                try
                {
                    await socket.ConnectAsync(ocpp.Host, ocpp.Port, TestContext.Current.CancellationToken);
                    await socket.SendAsync(beginning, TestContext.Current.CancellationToken);
                }
                catch (SocketException)
                {
                    // Refused already.
                }

                return socket;
            })));
        }

        return sockets;
    }

    /// <summary>Both ends of a connection are in this process, and other things need descriptors too.</summary>
    private static int Affordable(int wanted)
    {
        var line = File.Exists("/proc/self/limits") ? File.ReadLines("/proc/self/limits").FirstOrDefault(line => line.StartsWith("Max open files", StringComparison.Ordinal)) : null;
        var limit = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, _, _, var soft, ..] && int.TryParse(soft, out var files) ? files : 1_000_000;
        return Math.Clamp((limit - 1000) / 3, 50, wanted);
    }

    private static long Memory() => GC.GetTotalMemory(forceFullCollection: true);

    // The server keeps a block of 4 KB for each connection that was, in case they come back; it gives them up little by little.
    private static Task MemoryReturnsAsync(long before, int megabytes = 40) => Until.TrueAsync(
        () => Memory() - before < megabytes * 1_000_000L, $"memory is back within {megabytes} MB of {before / 1_000_000} MB", seconds: 45);
}
