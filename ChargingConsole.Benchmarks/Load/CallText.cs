using System.Buffers.Text;
using System.Diagnostics;
using System.Text;

namespace ChargingConsole.Benchmarks.Load;

/// <summary>Writes CALLs from pieces: bytes that never change, and numbers and times between them. Nothing is allocated per message.</summary>
internal ref struct CallText(Span<byte> output)
{
    private static readonly byte[] s_id = "00000000-0000-4000-8000-000000000000"u8.ToArray();

    private readonly Span<byte> _output = output;
    private int _length;

    /// <summary>Where the 36 characters of the unique id stand in <c>[2,"</c> and <c>[3,"</c>.</summary>
    public const int IdStart = 4, IdLength = 36;

    public readonly int Length => _length;

    /// <summary>Begins a CALL under an id as long as the UUIDs that chargers send.</summary>
    public static CallText Call(Span<byte> output, int charger, int sequence, ReadOnlySpan<byte> actionAndBrace)
    {
        var text = new CallText(output);
        text.Add("[2,\""u8);
        WriteId(text._output.Slice(text._length, IdLength), charger, sequence);
        text._length += IdLength;
        text.Add("\",\""u8);
        text.Add(actionAndBrace);
        return text;
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_output[_length..]);
        _length += bytes.Length;
    }

    public void Add(long number)
    {
        Utf8Formatter.TryFormat(number, _output[_length..], out var written);
        _length += written;
    }

    /// <summary>The present as <c>yyyy-MM-ddTHH:mm:ss.fffZ</c>.</summary>
    public void AddNow()
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        // The round-trip format has seven digits of a second; chargers send three.
        Utf8Formatter.TryFormat(now, _output[_length..], out _, 'O');
        _output[_length + 23] = (byte)'Z';
        _length += 24;
    }

    public static void WriteId(Span<byte> id, int charger, int sequence)
    {
        s_id.CopyTo(id);
        Digits(id[19..23], charger);
        Digits(id[24..], sequence);
    }

    private static void Digits(Span<byte> place, int number)
    {
        for (var i = place.Length - 1; i >= 0 && number > 0; i--, number /= 10)
        {
            place[i] = (byte)('0' + (number % 10));
        }
    }
}
