using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ChargingConsole.Core.Ocpp.V16;

/// <summary>Payloads as text and as records, for those who ask charge points or act on their answers.</summary>
public static class OcppText
{
    /// <summary>A payload as JSON, members in the specification's order and no nulls.</summary>
    public static string Write<T>(T payload)
        where T : class => JsonSerializer.Serialize(payload, TypeOf<T>());

    /// <summary>A payload as a record; what cannot be read is left out. Null when there is none, or nothing of it can be read.</summary>
    public static T? Read<T>(string? payload)
        where T : class
    {
        if (payload is null)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(payload, TypeOf<T>());
        }
        catch (JsonException e)
        {
            return Salvaged<T>(payload, e);
        }
    }

    private static T? Salvaged<T>(string payload, JsonException stumble)
        where T : class
    {
        try
        {
            return Salvage.Read(Encoding.UTF8.GetBytes(payload), TypeOf<T>(), stumble);
        }
        catch (JsonException)
        {
            // A record that is only ever sent has members it cannot be without.
            return null;
        }
    }

    private static JsonTypeInfo<T> TypeOf<T>() => (JsonTypeInfo<T>)OcppJson.Default.GetTypeInfo(typeof(T))!;
}
