using System.Buffers;

namespace ChargingConsole.Core.Ocpp.Sessions;

/// <summary>A message as it grows while it is received, in a pooled buffer.</summary>
internal sealed class PooledMessage(int initialSize) : IDisposable
{
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(initialSize);

    /// <summary>How many bytes were received.</summary>
    public int Length { get; private set; }

    /// <summary>What was received.</summary>
    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, Length);

    /// <summary>Room for more.</summary>
    public Memory<byte> Free()
    {
        if (Length == _buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            _buffer.AsSpan(0, Length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        return _buffer.AsMemory(Length);
    }

    public void Advance(int count) => Length += count;

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);
}
