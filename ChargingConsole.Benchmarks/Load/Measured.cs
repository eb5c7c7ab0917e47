using ChargingConsole.Benchmarks.Verify;

namespace ChargingConsole.Benchmarks.Load;

/// <summary>What one run found out.</summary>
internal sealed record Measured
{
    public required SubjectKind Subject { get; init; }

    public double StartUpSeconds { get; init; }

    /// <summary>The measured window; in a storm, until the last charger was served.</summary>
    public double Seconds { get; init; }

    /// <summary>CALLs answered in the window (in remote-start: starts).</summary>
    public long Messages { get; init; }

    public double MessagesPerSecond => Seconds > 0 ? Messages / Seconds : 0;

    /// <summary>User and system time of the server in the window.</summary>
    public double ProcessorSeconds { get; init; }

    /// <summary>Processor time as per cent of one core.</summary>
    public double Core => Seconds > 0 ? 100 * ProcessorSeconds / Seconds : 0;

    public double MicrosecondsPerMessage => Messages > 0 ? ProcessorSeconds * 1e6 / Messages : 0;

    public double P50 { get; init; }

    public double P95 { get; init; }

    public double P99 { get; init; }

    public double Max { get; init; }

    /// <summary>By how much the pace was late at worst, in milliseconds; nothing measured is better than that.</summary>
    public double PaceLateMs { get; init; }

    public long Errors { get; init; }

    public IReadOnlyList<string> Problems { get; init; } = [];

    public double MemoryMb { get; init; }

    public double PeakMemoryMb { get; init; }

    public double? KbPerConnection { get; init; }

    /// <summary>How long the graceful stop took; null when it had to be killed.</summary>
    public double? StopSeconds { get; init; }

    /// <summary>Batches that hub followers got in the window.</summary>
    public long Batches { get; init; }

    public Verdict? Verdict { get; init; }
}
