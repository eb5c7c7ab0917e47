using System.Text.Json;
using System.Text.Json.Serialization;
using ChargingConsole.Simulator.ChargePoints.Inbound;

namespace ChargingConsole.Simulator.Protocol;

/// <summary>The payloads only the charge point's side writes.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(GetConfigurationReply))]
internal sealed partial class SimulatorJson : JsonSerializerContext;
