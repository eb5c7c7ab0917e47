using System.Globalization;
using System.Text.Json;

namespace ChargingConsole.Core.LocalLists;

/// <summary>One tag to put on a list, or to take off.</summary>
/// <param name="IdTag">The tag.</param>
/// <param name="Entry">What the list is to say of it; null takes it off.</param>
public sealed record LocalListChange(string IdTag, LocalListEntry? Entry);

/// <summary>A SendLocalList as it was sent, whoever wrote it (OCPP 1.6 §6.41).</summary>
/// <param name="Version">The version of the list once it is accepted.</param>
/// <param name="IsFull">Whether it replaces the list.</param>
/// <param name="Changes">The tags.</param>
internal sealed record LocalListUpdate(int Version, bool IsFull, IReadOnlyList<LocalListChange> Changes)
{
    public const string Full = "Full";
    public const string Differential = "Differential";

    /// <summary>Reads a payload; null when it is none.</summary>
    public static LocalListUpdate? Read(string payload)
    {
        try
        {
            using var document = JsonDocument.Parse(payload);
            var root = document.RootElement;
            if (!root.TryGetProperty("listVersion", out var version) || !version.TryGetInt32(out var number))
            {
                return null;
            }

            var changes = root.TryGetProperty("localAuthorizationList", out var list) && list.ValueKind == JsonValueKind.Array
                ? list.EnumerateArray().Select(ReadChange).OfType<LocalListChange>().ToList()
                : [];
            return new LocalListUpdate(number, Text(root, "updateType") == Full, changes);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The entries once this is accepted, in the order of the tags.</summary>
    public IReadOnlyList<LocalListEntry> ApplyTo(IReadOnlyList<LocalListEntry> entries)
    {
        var after = new SortedDictionary<string, LocalListEntry>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in IsFull ? [] : entries)
        {
            after[entry.IdTag] = entry;
        }

        foreach (var change in Changes)
        {
            if (change.Entry is { } entry)
            {
                after[change.IdTag] = entry;
            }
            else
            {
                after.Remove(change.IdTag);
            }
        }

        return [.. after.Values];
    }

    private static LocalListChange? ReadChange(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object || Text(element, "idTag") is not { } idTag)
        {
            return null;
        }

        return element.TryGetProperty("idTagInfo", out var info) && info.ValueKind == JsonValueKind.Object
            ? new(idTag, new(idTag, Text(info, "status") ?? "", Text(info, "parentIdTag"), Time(Text(info, "expiryDate"))))
            : new(idTag, null);
    }

    private static string? Text(JsonElement element, string member) =>
        element.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
}
