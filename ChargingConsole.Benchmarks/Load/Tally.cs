using System.Collections.Concurrent;
using System.Diagnostics;

namespace ChargingConsole.Benchmarks.Load;

/// <summary>What the load counts: in the measured window alone, and what went wrong at any time.</summary>
internal sealed class Tally
{
    private readonly ConcurrentDictionary<string, int> _problems = new();
    private volatile Histogram _latencies = new();
    private long _answered;
    private long _errors;

    /// <summary>The latencies since the window was opened.</summary>
    public Histogram Latencies => _latencies;

    /// <summary>Answers since the window was opened.</summary>
    public long Answered => Volatile.Read(ref _answered);

    /// <summary>Errors since the very start: there are none that do not count.</summary>
    public long Errors => Volatile.Read(ref _errors);

    /// <summary>The kinds of errors, the most frequent first.</summary>
    public IReadOnlyList<string> Problems => [.. _problems.OrderByDescending(pair => pair.Value).Take(8).Select(pair => $"{pair.Value} × {pair.Key}")];

    /// <summary>Begins the window: what was counted before was warming up.</summary>
    public void OpenWindow()
    {
        _latencies = new Histogram();
        Volatile.Write(ref _answered, 0);
    }

    public void Answer(long askedAt)
    {
        _latencies.Record(Stopwatch.GetElapsedTime(askedAt));
        Interlocked.Increment(ref _answered);
    }

    public void Latency(TimeSpan elapsed) => _latencies.Record(elapsed);

    public void Error(string problem)
    {
        Interlocked.Increment(ref _errors);
        _problems.AddOrUpdate(problem, 1, static (_, count) => count + 1);
    }
}
