using System.Text.Json;
using System.Text.Json.Serialization;
using ChargingConsole.Core.Ocpp.Frames;

namespace ChargingConsole.Core.Jobs;

/// <summary>One request that every charge point of a job gets.</summary>
/// <param name="Action">The OCPP action.</param>
/// <param name="Payload">The request's payload as compact OCPP JSON, checked before.</param>
public sealed record JobStep(string Action, string Payload)
{
    /// <summary>The payload as anybody may see it, with secrets hidden.</summary>
    [JsonIgnore]
    public string Shown => SecretUrls.Mask(Action, Secrets.Mask(Action, Payload));

    /// <summary>The steps of a stored job, in order.</summary>
    public static IReadOnlyList<JobStep> Read(string json) => JsonSerializer.Deserialize(json, JobJson.Default.ListJobStep) ?? [];

    internal static string Write(IReadOnlyList<JobStep> steps) => JsonSerializer.Serialize([.. steps], JobJson.Default.ListJobStep);
}

[JsonSerializable(typeof(List<JobStep>))]
internal sealed partial class JobJson : JsonSerializerContext;
