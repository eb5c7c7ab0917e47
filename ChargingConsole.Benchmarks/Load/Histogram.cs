using System.Numerics;

namespace ChargingConsole.Benchmarks.Load;

/// <summary>Latencies in microseconds, in buckets that are never wider than 1/64 of what they hold; several threads may record.</summary>
internal sealed class Histogram
{
    private const int SubBits = 6;
    private const int SubBuckets = 1 << SubBits;

    private readonly long[] _counts = new long[(64 - SubBits) * SubBuckets];
    private long _max;

    /// <summary>How many were recorded.</summary>
    public long Count => _counts.Sum();

    /// <summary>The longest, in milliseconds.</summary>
    public double MaxMs => Volatile.Read(ref _max) / 1000.0;

    public void Record(TimeSpan elapsed)
    {
        var value = Math.Max(0, elapsed.Ticks / TimeSpan.TicksPerMicrosecond);
        Interlocked.Increment(ref _counts[Index(value)]);
        long seen;
        while ((seen = Volatile.Read(ref _max)) < value && Interlocked.CompareExchange(ref _max, value, seen) != seen)
        {
        }
    }

    /// <summary>The latency in milliseconds that this share (0 to 1) does not exceed.</summary>
    public double PercentileMs(double share)
    {
        var wanted = (long)Math.Ceiling(Count * share);
        var passed = 0L;
        for (var index = 0; index < _counts.Length; index++)
        {
            passed += _counts[index];
            if (passed >= wanted && passed > 0)
            {
                // The bucket's upper edge: a latency is never made to look shorter than it was.
                return Math.Min(Upper(index) / 1000.0, MaxMs);
            }
        }

        return 0;
    }

    private static int Index(long value)
    {
        if (value < SubBuckets)
        {
            return (int)value;
        }

        var shift = BitOperations.Log2((ulong)value) - SubBits;
        return ((shift + 1) << SubBits) + (int)((value >> shift) - SubBuckets);
    }

    private static long Upper(int index)
    {
        if (index < SubBuckets)
        {
            return index;
        }

        var shift = (index >> SubBits) - 1;
        return ((((index & (SubBuckets - 1)) + SubBuckets + 1L) << shift) - 1);
    }
}
