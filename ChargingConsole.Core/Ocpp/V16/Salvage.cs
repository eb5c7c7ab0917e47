using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ChargingConsole.Core.Ocpp.Frames;

namespace ChargingConsole.Core.Ocpp.V16;

/// <summary>
/// Saves what can be read of transaction data with unreadable members: drops the member the reader
/// stumbled over and reads again. Slow, and only ever done for broken payloads.
/// </summary>
internal static class Salvage
{
    private const int MaxDrops = 32;

    public static T? Read<T>(ReadOnlyMemory<byte> payload, JsonTypeInfo<T> type, JsonException first)
        where T : class
    {
        Deviations.Note(FrameFlags.WrongType);
        try
        {
            return Parse(payload) is { } root ? Read(root, type, first) : Empty(type);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // A member stands there twice, so that nobody can tell which one was meant, or its name is no text.
            return Empty(type);
        }
    }

    /// <summary>The same for one element of an array; null when it is nothing of its kind at all.</summary>
    public static T? Read<T>(JsonElement element, JsonTypeInfo<T> type, JsonException first)
        where T : class
    {
        Deviations.Note(FrameFlags.WrongType);
        if (element.ValueKind != JsonValueKind.Object || type.Kind != JsonTypeInfoKind.Object)
        {
            return null;
        }

        try
        {
            return Read(JsonObject.Create(element)!, type, first);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // A member stands there twice, so that nobody can tell which one was meant, or its name is no text.
            return null;
        }
    }

    private static T? Read<T>(JsonNode root, JsonTypeInfo<T> type, JsonException first)
        where T : class
    {
        var stumble = first;
        for (var i = 0; i < MaxDrops && Drop(root, stumble.Path); i++)
        {
            try
            {
                return root.Deserialize(type);
            }
            catch (JsonException e)
            {
                stumble = e;
            }
        }

        return Empty(type);
    }

    private static JsonNode? Parse(ReadOnlyMemory<byte> payload)
    {
        try
        {
            // Bytes that are no UTF-8 become replacement characters: the figures beside them can be read all the same.
            return JsonNode.Parse(Encoding.UTF8.GetString(payload.Span));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static T? Empty<T>(JsonTypeInfo<T> type) => JsonSerializer.Deserialize("{}"u8, type);

    /// <summary>Removes the member at a path such as <c>$.meterValue[0].timestamp</c>, or as much of the way to it as exists.</summary>
    private static bool Drop(JsonNode root, string? path)
    {
        JsonNode? node = root;
        (JsonNode Parent, string Name)? last = null;
        foreach (var step in (path ?? "").Split(['.', '[', ']', '\''], StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            if (node is JsonArray array && int.TryParse(step, out var index) && index < array.Count)
            {
                last = (array, step);
                node = array[index];
            }
            else if (node is JsonObject @object && @object.ContainsKey(step))
            {
                last = (@object, step);
                node = @object[step];
            }
            else
            {
                break;
            }
        }

        switch (last)
        {
            case ({ } parent, var name) when parent is JsonObject @object:
                return @object.Remove(name);
            case ({ } parent, var name) when parent is JsonArray array:
                array.RemoveAt(int.Parse(name, System.Globalization.CultureInfo.InvariantCulture));
                return true;
            default:
                return false;
        }
    }
}
