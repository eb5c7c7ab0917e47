using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ChargingConsole.Core.Ocpp.Frames;

/// <summary>Frames to bytes: compact JSON, members in the specification's order (OCPP-J 1.6 §4.2).</summary>
internal static class FrameWriter
{
    private static readonly JsonWriterOptions s_options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    [ThreadStatic]
    private static Utf8JsonWriter? t_writer;

    /// <summary>Writes <c>[2,"id","Action",payload]</c>.</summary>
    public static void WriteCall(IBufferWriter<byte> output, string uniqueId, string action, ReadOnlySpan<byte> payload)
    {
        var writer = Writer(output);
        writer.WriteStartArray();
        writer.WriteNumberValue((int)FrameKind.Call);
        writer.WriteStringValue(uniqueId);
        writer.WriteStringValue(action);
        writer.WriteRawValue(payload, skipInputValidation: true);
        writer.WriteEndArray();
        writer.Flush();
    }

    /// <summary>Writes <c>[3,"id",payload]</c> and tells where in the output the payload stands.</summary>
    public static Range WriteResult<T>(ArrayBufferWriter<byte> output, string uniqueId, T payload, JsonTypeInfo<T> type)
    {
        var writer = Writer(output);
        writer.WriteStartArray();
        writer.WriteNumberValue((int)FrameKind.Result);
        writer.WriteStringValue(uniqueId);
        writer.Flush();
        // The comma before the payload is written with it.
        var start = output.WrittenCount + 1;
        JsonSerializer.Serialize(writer, payload, type);
        writer.Flush();
        var end = output.WrittenCount;
        writer.WriteEndArray();
        writer.Flush();
        return start..end;
    }

    /// <summary>Writes <c>[4,"id","code","description",{}]</c>.</summary>
    public static void WriteError(IBufferWriter<byte> output, string uniqueId, string code, string description)
    {
        var writer = Writer(output);
        writer.WriteStartArray();
        writer.WriteNumberValue((int)FrameKind.Error);
        writer.WriteStringValue(uniqueId);
        writer.WriteStringValue(code);
        // OCPP-J 1.6 §4.2.3: at most 255 characters.
        writer.WriteStringValue(description.Length > 255 ? description[..255] : description);
        writer.WriteStartObject();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.Flush();
    }

    // Writing never awaits, so a thread needs one writer.
    private static Utf8JsonWriter Writer(IBufferWriter<byte> output)
    {
        if (t_writer is null)
        {
            return t_writer = new Utf8JsonWriter(output, s_options);
        }

        t_writer.Reset(output);
        return t_writer;
    }
}
