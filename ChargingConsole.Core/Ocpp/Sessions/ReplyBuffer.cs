using System.Buffers;
using System.Collections.Concurrent;

namespace ChargingConsole.Core.Ocpp.Sessions;

/// <summary>A buffer for one reply, from a pool as large as the number of replies ever under way at once.</summary>
internal sealed class ReplyBuffer : IDisposable
{
    // A reply is short; what a rare long one grew to is not kept.
    private const int LargestKept = 4096;

    private static readonly ConcurrentQueue<ReplyBuffer> s_free = new();

    private ReplyBuffer()
    {
    }

    /// <summary>Where the reply is written.</summary>
    public ArrayBufferWriter<byte> Writer { get; } = new(256);

    public static ReplyBuffer Rent() => s_free.TryDequeue(out var free) ? free : new ReplyBuffer();

    public void Dispose()
    {
        if (Writer.Capacity <= LargestKept)
        {
            Writer.ResetWrittenCount();
            s_free.Enqueue(this);
        }
    }
}
