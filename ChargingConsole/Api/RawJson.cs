using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChargingConsole.Api;

/// <summary>JSON text that is passed on as it is; text that is no JSON becomes a JSON string.</summary>
[JsonConverter(typeof(RawJsonConverter))]
internal readonly record struct RawJson(string Text)
{
    /// <summary>Null for null.</summary>
    public static RawJson? From(string? text) => text is null ? null : new RawJson(text);
}

internal sealed class RawJsonConverter : JsonConverter<RawJson>
{
    public override RawJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return new RawJson(document.RootElement.GetRawText());
    }

    public override void Write(Utf8JsonWriter writer, RawJson value, JsonSerializerOptions options)
    {
        try
        {
            // Validates before it writes the first character.
            writer.WriteRawValue(value.Text);
        }
        catch (JsonException)
        {
            writer.WriteStringValue(value.Text);
        }
    }
}
