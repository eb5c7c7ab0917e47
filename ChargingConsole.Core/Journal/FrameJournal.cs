using System.Threading.Channels;
using ChargingConsole.Core.Live;
using ChargingConsole.Core.Metrics;
using Microsoft.Extensions.Options;

namespace ChargingConsole.Core.Journal;

/// <summary>
/// Where every frame is recorded. Recording never waits: what the writer cannot take in time is
/// counted and becomes a gap row. Every frame passes here, so here frames are counted and timed too.
/// </summary>
public sealed class FrameJournal(ILiveFeed feed, TimeProvider clock, IOptions<JournalOptions> options, ChargingMeter meter)
{
    private readonly Channel<FrameRow> _queue = Channel.CreateBounded<FrameRow>(
        new BoundedChannelOptions(options.Value.QueueLimit) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly bool _isKept = options.Value.Enabled;
    private long _lastId;
    private int _lost;

    /// <summary>How many frames wait for the disk.</summary>
    public int Depth => _queue.Reader.Count;

    /// <summary>A new id: the present in microseconds since 1970, moved on where it would not ascend.</summary>
    internal long NextId()
    {
        var now = (clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        long last, next;
        do
        {
            last = Volatile.Read(ref _lastId);
            next = Math.Max(now, last + 1);
        }
        while (Interlocked.CompareExchange(ref _lastId, next, last) != last);
        return next;
    }

    internal void StartAfter(long lastId) => _lastId = lastId;

    /// <summary>Records a frame for screens and for the disk.</summary>
    internal void Record(FrameRow frame)
    {
        feed.Add(frame);
        meter.Frame(frame);
        if (_isKept && !_queue.Writer.TryWrite(frame))
        {
            Interlocked.Increment(ref _lost);
            meter.FrameLost();
        }
    }

    internal ChannelReader<FrameRow> Waiting => _queue.Reader;

    /// <summary>How many frames were lost since this was last asked.</summary>
    internal int TakeLost() => Interlocked.Exchange(ref _lost, 0);

    internal void PutBackLost(int count) => Interlocked.Add(ref _lost, count);

    internal void Complete() => _queue.Writer.TryComplete();
}
