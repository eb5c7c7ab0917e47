using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ChargingConsole.Core.Ocpp.Frames;
using ChargingConsole.Core.Ocpp.V16.Messages;

namespace ChargingConsole.Core.Ocpp.V16;

/// <summary>
/// An array that some charge points send as its only element. An element that cannot be read costs nothing but what is
/// unreadable in it: the others are somebody's energy.
/// </summary>
internal sealed class OneOrManyConverter<T> : JsonConverter<T[]>
    where T : class
{
    public override T[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var element = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            Deviations.Note(FrameFlags.WrongType);
            return ReadElement(ref reader, element) is { } single ? [single] : [];
        }

        var items = new List<T>(4);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (ReadElement(ref reader, element) is { } item)
            {
                items.Add(item);
            }
        }

        return [.. items];
    }

    public override void Write(Utf8JsonWriter writer, T[] value, JsonSerializerOptions options)
    {
        var element = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
        writer.WriteStartArray();
        foreach (var item in value)
        {
            JsonSerializer.Serialize(writer, item, element);
        }

        writer.WriteEndArray();
    }

    private static T? ReadElement(ref Utf8JsonReader reader, JsonTypeInfo<T> element)
    {
        var start = reader;
        try
        {
            return JsonSerializer.Deserialize(ref reader, element);
        }
        catch (JsonException e)
        {
            reader = start;
            return Salvage.Read(JsonElement.ParseValue(ref reader), element, e);
        }
    }
}
