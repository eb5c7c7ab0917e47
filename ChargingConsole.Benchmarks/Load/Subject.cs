using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Tracing;
using System.Net;
using System.Net.Sockets;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;

namespace ChargingConsole.Benchmarks.Load;

/// <summary>The measured server: a process of its own, started, watched and ended by its id.</summary>
internal sealed class Subject : IAsyncDisposable
{
    private const int GcHeapCollect = 0x800000;
    private const int Gc = 0x1;
    private static readonly TimeSpan s_startLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_stopLimit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly ConcurrentQueue<string> _lastLines = new();
    private int _isComplaint;

    private Subject(Process process, int ocppPort, int webPort)
    {
        _process = process;
        OcppPort = ocppPort;
        WebPort = webPort;
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int OcppPort { get; }

    public int WebPort { get; }

    /// <summary>From the start of the process until it listened.</summary>
    public TimeSpan StartUp { get; private set; }

    /// <summary>What it logged as a warning or worse.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    /// <summary>Starts it and waits until it listens.</summary>
    public static async Task<Subject> StartAsync(SubjectKind kind, LoadSettings settings, string database, CancellationToken cancellationToken)
    {
        var (ocpp, web) = (FreePort(), FreePort());
        var start = Cores.Server(Arguments(kind, settings, database, ocpp, web));
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.WorkingDirectory = Path.GetDirectoryName(database)!;
        var began = Stopwatch.GetTimestamp();
        var subject = new Subject(Process.Start(start)!, ocpp, web);
        try
        {
            await subject.ListeningAsync(cancellationToken);
            subject.StartUp = Stopwatch.GetElapsedTime(began);
            return subject;
        }
        catch
        {
            await subject.DisposeAsync();
            throw;
        }
    }

    /// <summary>User and system time of the whole process so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Its resident memory now, and at its highest, in bytes.</summary>
    public (long Now, long Peak) Memory
    {
        get
        {
            _process.Refresh();
            return (_process.WorkingSet64, _process.PeakWorkingSet64);
        }
    }

    /// <summary>Its open file descriptors and its threads.</summary>
    public (int Handles, int Threads) Holdings
    {
        get
        {
            _process.Refresh();
            return (_process.HandleCount, _process.Threads.Count);
        }
    }

    /// <summary>Has it collect its garbage, twice, so that memory is what it holds and not what it left lying. Gives the bytes of its heap after that.</summary>
    public async Task<long> SettleAsync(CancellationToken cancellationToken)
    {
        var client = new DiagnosticsClient(_process.Id);
        var heap = 0L;
        for (var round = 0; round < 2; round++)
        {
            var provider = new EventPipeProvider("Microsoft-Windows-DotNETRuntime", EventLevel.Informational, GcHeapCollect | Gc);
            using var session = await client.StartEventPipeSessionAsync([provider], requestRundown: false, circularBufferMB: 16, cancellationToken);
            using var source = new EventPipeEventSource(session.EventStream);
            var isFull = false;
            source.Clr.GCStart += start => isFull = start.Depth == 2;
            // The first is the one that was asked for; what small collections tell afterwards counts new rubbish as well.
            source.Clr.GCHeapStats += stats => heap = isFull ? stats.TotalHeapSize : heap;
            var read = Task.Run(source.Process, cancellationToken);
            await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
            await session.StopAsync(cancellationToken);
            await read;
        }

        // The collector gives memory back to the system over a few seconds.
        await Task.Delay(TimeSpan.FromSeconds(3), cancellationToken);
        return heap;
    }

    /// <summary>Asks it to stop and gives how long that took; null when it had to be killed.</summary>
    public async Task<TimeSpan?> StopAsync()
    {
        var began = Stopwatch.GetTimestamp();
        if (!_process.HasExited && !OperatingSystem.IsWindows())
        {
            using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync();
            await _process.WaitForExitAsync().WaitAsync(s_stopLimit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (_process.HasExited)
        {
            return Stopwatch.GetElapsedTime(began);
        }

        _process.Kill(entireProcessTree: true);
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static IEnumerable<string> Arguments(SubjectKind kind, LoadSettings settings, string database, int ocpp, int web) => kind switch
    {
        SubjectKind.Console =>
        [
            settings.Server,
            $"--Kestrel:Endpoints:Ocpp:Url=http://127.0.0.1:{ocpp}",
            // A charger here does the work of many; what is counted is counted all the same.
            "--Ocpp:Limits:FramesPerSecond=1000000",
            "--Ocpp:Limits:Connections=100000",
            $"--Kestrel:Endpoints:Web:Url=http://127.0.0.1:{web}",
            $"--ConnectionStrings:Charging=Data Source={database}",
            $"--Journal:Enabled={settings.Journal}",
            "--Demo:Chargers=0",
            .. WebAccess.Arguments,
            .. settings.ServerSettings.Select(setting => "--" + setting),
        ],
        SubjectKind.Durable => [Environment.GetCommandLineArgs()[0], "floor", "--port", $"{ocpp}", "--database", database],
        _ => [Environment.GetCommandLineArgs()[0], "floor", "--port", $"{ocpp}"],
    };

    private async Task ListeningAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_startLimit);
        while (!_process.HasExited)
        {
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await probe.ConnectAsync(IPAddress.Loopback, OcppPort, limit.Token);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(25, limit.Token);
            }
        }

        throw new InvalidOperationException($"The server ended at once:\n{string.Join('\n', _lastLines)}");
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        _lastLines.Enqueue(line);
        while (_lastLines.Count > 40)
        {
            _lastLines.TryDequeue(out _);
        }

        // The line below says what it is about.
        var isBelow = line.StartsWith("      ", StringComparison.Ordinal) && Interlocked.Exchange(ref _isComplaint, 0) == 1;
        if (isBelow)
        {
            _complaints.Enqueue(line.Trim());
        }

        if (line.StartsWith("warn:", StringComparison.Ordinal) || line.StartsWith("fail:", StringComparison.Ordinal) || line.StartsWith("crit:", StringComparison.Ordinal))
        {
            _complaints.Enqueue(line);
            Volatile.Write(ref _isComplaint, 1);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
