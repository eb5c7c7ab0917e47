using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace ChargingConsole.Benchmarks.Load;

/// <summary>A client's side of RFC 6455, as little of it as a load needs: whole frames, no extensions.</summary>
internal static class ClientFrame
{
    public const byte Text = 1, Close = 8, Ping = 9, Pong = 10;

    /// <summary>Room that is left for the header before the payload: two bytes, a 16-bit length, the mask.</summary>
    public const int MaxHeader = 8;

    // Any mask but zero: the server then pays for it as for every client's.
    private const uint Mask = 0xA55A_C33C;

    /// <summary>Connects and shakes hands; gives the socket and how much of the server's first frames is in the buffer already.</summary>
    public static async Task<(Socket Socket, int Received)> ConnectAsync(int port, string chargePointId, byte[] buffer, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancellationToken);
            await socket.SendAsync(Encoding.ASCII.GetBytes(
                $"GET /{chargePointId} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: bG9hZCBnZW5lcmF0b3IuLg==\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: ocpp1.6\r\n\r\n"), cancellationToken);
            var (have, end) = (0, -1);
            while ((end = buffer.AsSpan(0, have).IndexOf("\r\n\r\n"u8)) < 0)
            {
                var count = await socket.ReceiveAsync(buffer.AsMemory(have), cancellationToken);
                have += count > 0 ? count : throw new IOException("The server closed the socket during the handshake.");
            }

            if (!buffer.AsSpan().StartsWith("HTTP/1.1 101"u8))
            {
                throw new IOException($"The handshake was answered with {Encoding.ASCII.GetString(buffer, 0, Math.Min(have, 40))}");
            }

            buffer.AsSpan((end + 4)..have).CopyTo(buffer);
            return (socket, have - end - 4);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Masks the payload that stands at <see cref="MaxHeader"/> and puts the header before it; gives the frame.</summary>
    public static ReadOnlySpan<byte> Wrap(Span<byte> buffer, int payloadLength, byte opcode)
    {
        Xor(buffer.Slice(MaxHeader, payloadLength));
        var start = payloadLength < 126 ? MaxHeader - 6 : 0;
        var header = buffer[start..MaxHeader];
        header[0] = (byte)(0x80 | opcode);
        if (payloadLength < 126)
        {
            header[1] = (byte)(0x80 | payloadLength);
        }
        else
        {
            header[1] = 0x80 | 126;
            BinaryPrimitives.WriteUInt16BigEndian(header[2..], checked((ushort)payloadLength));
        }

        BinaryPrimitives.WriteUInt32LittleEndian(header[^4..], Mask);
        return buffer[start..(MaxHeader + payloadLength)];
    }

    /// <summary>Finds a server's frame at the front of what was received; false when it is not whole yet.</summary>
    public static bool TryRead(ReadOnlySpan<byte> received, out byte opcode, out ReadOnlySpan<byte> payload, out int consumed)
    {
        opcode = 0;
        payload = default;
        consumed = 0;
        if (received.Length < 2)
        {
            return false;
        }

        var (start, length) = (received[1] & 0x7F) switch
        {
            126 when received.Length >= 4 => (4, BinaryPrimitives.ReadUInt16BigEndian(received[2..])),
            126 => (4, int.MaxValue / 2),
            127 => throw new NotSupportedException("No central system answers a load with more than 64 KiB."),
            var small => (2, small),
        };
        if (received.Length < start + length)
        {
            return false;
        }

        opcode = (byte)(received[0] & 0x0F);
        payload = received.Slice(start, length);
        consumed = start + length;
        return true;
    }

    private static void Xor(Span<byte> payload)
    {
        const ulong Wide = ((ulong)Mask << 32) | Mask;
        var words = MemoryMarshal.Cast<byte, ulong>(payload);
        foreach (ref var word in words)
        {
            word ^= Wide;
        }

        for (var i = words.Length * 8; i < payload.Length; i++)
        {
            payload[i] ^= (byte)(Mask >> (8 * (i & 3)));
        }
    }
}
