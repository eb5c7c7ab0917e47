using ChargingConsole.Core.ChargePoints;

namespace ChargingConsole.Core.IdTags;

/// <summary>The charge points a tag is limited to, as one text: an identity a line.</summary>
public static class ChargerList
{
    /// <summary>The identities; null when there is no limit.</summary>
    public static IReadOnlyList<string>? Read(string? text) =>
        text?.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The text of these identities, each once; null when there are none, which means all charge points.</summary>
    public static string? Write(IEnumerable<string>? chargePointIds)
    {
        var text = string.Join('\n', (chargePointIds ?? []).Select(id => id.Trim()).Where(id => id.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase));
        return text.Length == 0 ? null : text;
    }

    /// <summary>Whether the list lets this charge point in.</summary>
    internal static bool Allows(string? text, ChargePoint chargePoint) =>
        text is null || Read(text)!.Contains(chargePoint.Id, StringComparer.OrdinalIgnoreCase);
}
