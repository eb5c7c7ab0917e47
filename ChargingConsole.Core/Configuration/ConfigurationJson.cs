using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChargingConsole.Core.Configuration;

/// <summary>The few texts that this room reads and writes itself, generated at build time.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(List<KeyValuePair<string, string>>))]
internal sealed partial class ConfigurationJson : JsonSerializerContext
{
    /// <summary>Text as it is, without escapes that JSON does not ask for.</summary>
    public static ConfigurationJson Plain { get; } = new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
