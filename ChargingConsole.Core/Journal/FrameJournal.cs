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
    private readonly Channel<ExchangeRow> _queue = Channel.CreateBounded<ExchangeRow>(
        new BoundedChannelOptions(options.Value.QueueLimit) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly bool _isKept = options.Value.Enabled;
    private long _lastId;
    private int _lost;
    private long _totalLost;

    /// <summary>How many rows wait for the disk.</summary>
    public int Depth => _queue.Reader.Count;

    /// <summary>How many frames could not be kept since the start.</summary>
    public long TotalLost => Volatile.Read(ref _totalLost);

    /// <summary>A new id: the present in microseconds since 1970, moved on where it would not ascend. It is even; the odd one behind it belongs to the answer.</summary>
    internal long NextId()
    {
        var now = (clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        long last, next;
        do
        {
            last = Volatile.Read(ref _lastId);
            next = Math.Max(now, last + 2) & ~1L;
        }
        while (Interlocked.CompareExchange(ref _lastId, next, last) != last);
        return next;
    }

    internal void StartAfter(long lastId) => _lastId = lastId;

    /// <summary>Records a frame for screens and for the disk.</summary>
    internal void Record(FrameRow frame)
    {
        Show(frame);
        if (_isKept && !_queue.Writer.TryWrite(ExchangeRow.Of(frame)))
        {
            Lost(1);
        }
    }

    /// <summary>Shows a CALL that is about to be answered; it is kept together with its answer.</summary>
    internal void Show(FrameRow frame)
    {
        feed.Add(frame);
        meter.Frame(frame);
    }

    /// <summary>Records the answer to a CALL that was shown before, and keeps both.</summary>
    internal void Record(FrameRow call, FrameRow answer)
    {
        Show(answer);
        if (_isKept && !_queue.Writer.TryWrite(ExchangeRow.Of(call, answer)))
        {
            Lost(2);
        }
    }

    internal ChannelReader<ExchangeRow> Waiting => _queue.Reader;

    /// <summary>How many frames were lost since this was last asked.</summary>
    internal int TakeLost() => Interlocked.Exchange(ref _lost, 0);

    internal void PutBackLost(int count) => Interlocked.Add(ref _lost, count);

    private void Lost(int frames)
    {
        Interlocked.Add(ref _totalLost, frames);
        Interlocked.Add(ref _lost, frames);
        meter.FramesLost(frames);
    }

    internal void Complete() => _queue.Writer.TryComplete();
}
