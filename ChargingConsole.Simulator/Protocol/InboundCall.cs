using System.Text.Json;

namespace ChargingConsole.Simulator.Protocol;

/// <summary>A CALL from the central system.</summary>
/// <param name="UniqueId">The id the answer has to carry.</param>
/// <param name="Action">The action as it was spelt.</param>
/// <param name="Payload">The payload.</param>
public sealed record InboundCall(string UniqueId, string Action, JsonElement Payload)
{
    internal string? Text(string member) => Payload.Text(member);

    internal int? Number(string member) => Payload.Number(member);

    internal DateTimeOffset? Time(string member) => Payload.Time(member);

    internal JsonElement? Child(string member) => Payload.Child(member);
}
