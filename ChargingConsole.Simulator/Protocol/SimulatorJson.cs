using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChargingConsole.Simulator.Protocol;

/// <summary>The payloads only the charge point's side writes.</summary>
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class SimulatorJson : JsonSerializerContext;
