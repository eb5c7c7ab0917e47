using System.Diagnostics;

namespace ChargingConsole.Benchmarks.Load;

/// <summary>One measured window: what the server spent and what was answered between two moments.</summary>
internal sealed class Window(Subject subject, Tally tally)
{
    private readonly TimeSpan _processor = Open(subject, tally);
    private readonly long _began = Stopwatch.GetTimestamp();

    public Measured Close(SubjectKind kind, Measured? also = null)
    {
        var seconds = Stopwatch.GetElapsedTime(_began).TotalSeconds;
        var processor = (subject.ProcessorTime - _processor).TotalSeconds;
        var latencies = tally.Latencies;
        var memory = subject.Memory;
        return (also ?? new Measured { Subject = kind }) with
        {
            StartUpSeconds = subject.StartUp.TotalSeconds,
            Seconds = seconds,
            Messages = tally.Answered,
            ProcessorSeconds = processor,
            P50 = latencies.PercentileMs(0.50),
            P95 = latencies.PercentileMs(0.95),
            P99 = latencies.PercentileMs(0.99),
            Max = latencies.MaxMs,
            MemoryMb = memory.Now / 1048576.0,
            PeakMemoryMb = memory.Peak / 1048576.0,
        };
    }

    private static TimeSpan Open(Subject subject, Tally tally)
    {
        tally.OpenWindow();
        return subject.ProcessorTime;
    }
}
