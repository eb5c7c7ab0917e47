using System.Text.Json;

namespace ChargingConsole.Simulator.Protocol;

/// <summary>A CALL from the central system.</summary>
/// <param name="UniqueId">The id the answer has to carry.</param>
/// <param name="Action">The action as it was spelt.</param>
/// <param name="Payload">The payload.</param>
public sealed record InboundCall(string UniqueId, string Action, JsonElement Payload)
{
    internal string? Text(string member) =>
        Member(member) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    internal int? Number(string member) =>
        Member(member) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) ? number : null;

    internal JsonElement? Member(string member) =>
        Payload.ValueKind == JsonValueKind.Object && Payload.TryGetProperty(member, out var value) ? value : null;
}
