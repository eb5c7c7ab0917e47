using System.Text.Json.Serialization;

namespace ChargingConsole.Api;

/// <summary>The contracts' JSON, generated at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(StartRequest))]
[JsonSerializable(typeof(StopRequest))]
[JsonSerializable(typeof(ChargingAnswer))]
[JsonSerializable(typeof(ChargerContract))]
[JsonSerializable(typeof(List<ChargerContract>))]
[JsonSerializable(typeof(SessionContract))]
[JsonSerializable(typeof(List<SessionContract>))]
[JsonSerializable(typeof(List<MeterValueContract>))]
[JsonSerializable(typeof(MeteringContract))]
[JsonSerializable(typeof(List<MeteringContract>))]
[JsonSerializable(typeof(List<MessageContract>))]
[JsonSerializable(typeof(CommandAnswer))]
[JsonSerializable(typeof(CommandContract))]
[JsonSerializable(typeof(List<CommandContract>))]
[JsonSerializable(typeof(IdTagBody))]
[JsonSerializable(typeof(IdTagContract))]
[JsonSerializable(typeof(List<IdTagContract>))]
[JsonSerializable(typeof(HealthContract))]
[JsonSerializable(typeof(BackupContract))]
[JsonSerializable(typeof(LiveSubscription))]
[JsonSerializable(typeof(LiveBatch))]
internal sealed partial class ApiJson : JsonSerializerContext;
