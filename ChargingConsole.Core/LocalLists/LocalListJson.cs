using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChargingConsole.Core.LocalLists;

/// <summary>Lists as JSON: ours for the database, and SendLocalList's for the wire.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(IReadOnlyList<LocalListEntry>))]
internal sealed partial class LocalListJson : JsonSerializerContext
{
    public static string Write(IReadOnlyList<LocalListEntry> entries) => JsonSerializer.Serialize(entries, Default.IReadOnlyListLocalListEntry);

    public static IReadOnlyList<LocalListEntry> Read(string json) => JsonSerializer.Deserialize(json, Default.IReadOnlyListLocalListEntry) ?? [];

    /// <summary>The payload of an update (OCPP 1.6 §6.41), in the specification's member order. A change without an entry takes the tag off the list.</summary>
    public static string Payload(int version, bool isFull, IEnumerable<LocalListChange> changes)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("listVersion", version);
            writer.WriteStartArray("localAuthorizationList");
            foreach (var change in changes)
            {
                Write(writer, change);
            }

            writer.WriteEndArray();
            writer.WriteString("updateType", isFull ? LocalListUpdate.Full : LocalListUpdate.Differential);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    private static void Write(Utf8JsonWriter writer, LocalListChange change)
    {
        writer.WriteStartObject();
        writer.WriteString("idTag", change.IdTag);
        if (change.Entry is { } entry)
        {
            writer.WriteStartObject("idTagInfo");
            if (entry.ExpiryDate is { } expiry)
            {
                writer.WriteString("expiryDate", expiry.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
            }

            if (entry.ParentIdTag is { } parent)
            {
                writer.WriteString("parentIdTag", parent);
            }

            writer.WriteString("status", entry.Status);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}
