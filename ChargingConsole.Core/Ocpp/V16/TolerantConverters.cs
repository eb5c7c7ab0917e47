using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ChargingConsole.Core.Ocpp.Frames;

namespace ChargingConsole.Core.Ocpp.V16;

/// <summary>A text that some charge points send as a number or a boolean.</summary>
internal sealed class TolerantTextConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.GetString();
            case JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False:
                Deviations.Note(FrameFlags.WrongType);
                return Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan);
            default:
                throw new JsonException();
        }
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}

/// <summary>An integer that some charge points send as text, with a fraction, or far outside of 32 bits.</summary>
internal sealed class TolerantIntegerConverter : JsonConverter<long?>
{
    public override bool HandleNull => true;

    public override long? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number when reader.TryGetInt64(out var whole):
                return whole;
            case JsonTokenType.Number when reader.TryGetDouble(out var number):
                Deviations.Note(FrameFlags.WrongType);
                return Rounded(number);
            case JsonTokenType.String:
                Deviations.Note(FrameFlags.WrongType);
                return double.TryParse(reader.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var text)
                    ? Rounded(text)
                    : throw new JsonException();
            case JsonTokenType.Null:
                return null;
            default:
                throw new JsonException();
        }
    }

    public override void Write(Utf8JsonWriter writer, long? value, JsonSerializerOptions options)
    {
        if (value is { } number)
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    private static long Rounded(double number) => number switch
    {
        double.NaN => throw new JsonException(),
        >= long.MaxValue => long.MaxValue,
        <= long.MinValue => long.MinValue,
        _ => (long)Math.Round(number),
    };
}

/// <summary>
/// Times: out as <c>yyyy-MM-ddTHH:mm:ss.fffZ</c>, in anything reasonable. What cannot be read
/// becomes null, so that the receive time stands in for it.
/// </summary>
internal sealed class TimestampConverter : JsonConverter<DateTimeOffset?>
{
    public override bool HandleNull => true;

    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (reader.TokenType != JsonTokenType.String)
        {
            Deviations.Note(FrameFlags.OddTimestamp | FrameFlags.WrongType);
            reader.Skip();
            return null;
        }

        // The usual form carries a zone; without one .NET would take the server's own.
        if (!reader.HasValueSequence && HasZone(reader.ValueSpan) && reader.TryGetDateTimeOffset(out var exact))
        {
            return Whole(exact);
        }

        Deviations.Note(reader.HasValueSequence || !HasZone(reader.ValueSpan) ? FrameFlags.OddTimestamp | FrameFlags.NoZone : FrameFlags.OddTimestamp);
        return DateTimeOffset.TryParse(
            reader.GetString(), CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces, out var parsed)
            ? Whole(parsed)
            : null;
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options)
    {
        if (value is not { } time)
        {
            writer.WriteNullValue();
            return;
        }

        Span<byte> text = stackalloc byte[24];
        time.UtcDateTime.TryFormat(text, out _, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        writer.WriteStringValue(text);
    }

    private static bool HasZone(ReadOnlySpan<byte> text) =>
        text.Length > 11 && (text[^1] == (byte)'Z' || text[10..].IndexOfAny((byte)'+', (byte)'-') >= 0);

    // Rows keep milliseconds, so keys that are compared must not carry more.
    private static DateTimeOffset Whole(DateTimeOffset time) =>
        new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
}
