namespace ChargingConsole.Core.Ocpp.Frames;

/// <summary>
/// The one lenient pass over broken JSON that real charge points send: NUL and other control bytes,
/// stray commas, and closing brackets that never came.
/// </summary>
internal static class FrameMender
{
    /// <summary>Gives the mended text; false when there was nothing this pass knows how to mend.</summary>
    public static bool TryMend(ReadOnlySpan<byte> text, out ReadOnlyMemory<byte> mended)
    {
        mended = default;
        if (text.IndexOf((byte)'[') < 0)
        {
            return false;
        }

        var output = new byte[text.Length + MaxDepth];
        Span<byte> open = stackalloc byte[MaxDepth];
        var length = 0;
        var depth = 0;
        var inString = false;
        var escaped = false;

        foreach (var value in text)
        {
            if (inString)
            {
                if (value >= 0x20)
                {
                    output[length++] = value;
                    inString = escaped || value != (byte)'"';
                    escaped = !escaped && value == (byte)'\\';
                }

                continue;
            }

            switch (value)
            {
                case (byte)'"':
                    inString = true;
                    output[length++] = value;
                    break;
                case (byte)'[' or (byte)'{':
                    if (depth == MaxDepth)
                    {
                        return false;
                    }

                    open[depth++] = value == (byte)'[' ? (byte)']' : (byte)'}';
                    output[length++] = value;
                    break;
                case (byte)']' or (byte)'}':
                    DropComma(output, ref length);
                    // A bracket of the wrong kind means that an inner one was forgotten.
                    while (depth > 0 && open[depth - 1] != value)
                    {
                        output[length++] = open[--depth];
                        if (length >= output.Length)
                        {
                            return false;
                        }
                    }

                    if (depth == 0)
                    {
                        return false;
                    }

                    depth--;
                    output[length++] = value;
                    break;
                case (byte)',':
                    if (length > 0 && output[length - 1] is not ((byte)',' or (byte)'[' or (byte)'{'))
                    {
                        output[length++] = value;
                    }

                    break;
                case <= 0x20:
                    break;
                default:
                    output[length++] = value;
                    break;
            }

            if (length + depth >= output.Length)
            {
                return false;
            }
        }

        if (inString)
        {
            return false;
        }

        DropComma(output, ref length);
        while (depth > 0)
        {
            output[length++] = open[--depth];
        }

        mended = output.AsMemory(0, length);
        return true;
    }

    private static void DropComma(byte[] output, ref int length)
    {
        if (length > 0 && output[length - 1] == (byte)',')
        {
            length--;
        }
    }

    private const int MaxDepth = 32;
}
