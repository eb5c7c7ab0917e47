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

    /// <summary>Writes <c>[2,"id","Action",payload]</c>.</summary>
    public static void WriteCall(IBufferWriter<byte> output, string uniqueId, string action, ReadOnlySpan<byte> payload)
    {
        using var writer = new Utf8JsonWriter(output, s_options);
        writer.WriteStartArray();
        writer.WriteNumberValue((int)FrameKind.Call);
        writer.WriteStringValue(uniqueId);
        writer.WriteStringValue(action);
        writer.WriteRawValue(payload, skipInputValidation: true);
        writer.WriteEndArray();
    }

    /// <summary>Writes <c>[3,"id",payload]</c> and tells where in the output the payload stands.</summary>
    public static Range WriteResult<T>(ArrayBufferWriter<byte> output, string uniqueId, T payload, JsonTypeInfo<T> type)
    {
        using var writer = new Utf8JsonWriter(output, s_options);
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
        return start..end;
    }

    /// <summary>Writes <c>[4,"id","code","description",{}]</c>.</summary>
    public static void WriteError(IBufferWriter<byte> output, string uniqueId, string code, string description)
    {
        using var writer = new Utf8JsonWriter(output, s_options);
        writer.WriteStartArray();
        writer.WriteNumberValue((int)FrameKind.Error);
        writer.WriteStringValue(uniqueId);
        writer.WriteStringValue(code);
        // OCPP-J 1.6 §4.2.3: at most 255 characters.
        writer.WriteStringValue(description.Length > 255 ? description[..255] : description);
        writer.WriteStartObject();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }
}
