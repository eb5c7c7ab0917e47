using System.Text.Json;

namespace ChargingConsole.Core.Configuration;

/// <summary>One key as a charge point told of it.</summary>
/// <param name="Key">The key in its spelling.</param>
/// <param name="IsReadonly">Whether it can only be read; null when that was not said in a readable way.</param>
/// <param name="Value">Its value; null when it has none.</param>
internal readonly record struct ToldKey(string Key, bool? IsReadonly, string? Value);

/// <summary>
/// The answer to GetConfiguration (OCPP 1.6 §6.20), read with patience: values that are numbers or
/// booleans, "readonly" as a text or a number, a single object instead of an array, members in another case.
/// </summary>
internal sealed record ConfigurationAnswer(IReadOnlyList<ToldKey> Keys, IReadOnlyList<string> Unknown)
{
    /// <summary>The most keys taken from one answer.</summary>
    private const int MaxKeys = 2000;
    private const int MaxName = 255;
    private const int MaxValue = 10_000;

    /// <summary>Reads the payload; empty when there is nothing in it that can be understood.</summary>
    public static ConfigurationAnswer Read(string? payload)
    {
        var keys = new List<ToldKey>();
        var unknown = new List<string>();
        try
        {
            using var document = JsonDocument.Parse(payload ?? "{}");
            if (Member(document.RootElement, "configurationKey") is { } told)
            {
                keys.AddRange(Many(told).Select(Key).OfType<ToldKey>().Take(MaxKeys));
            }

            if (Member(document.RootElement, "unknownKey") is { } strange)
            {
                unknown.AddRange(Many(strange).Select(Text).OfType<string>().Select(name => name.Trim()).Where(IsName).Take(MaxKeys));
            }
        }
        catch (JsonException)
        {
            // Told by the command's own outcome; there is nothing to keep.
        }

        return new ConfigurationAnswer(keys, unknown);
    }

    private static ToldKey? Key(JsonElement element)
    {
        if (Member(element, "key") is not { } name || Text(name)?.Trim() is not { } key || !IsName(key))
        {
            return null;
        }

        var value = Member(element, "value") is { } told ? Text(told) : null;
        return new ToldKey(key, Member(element, "readonly") is { } flag ? Flag(flag) : null, value is { Length: > MaxValue } ? value[..MaxValue] : value?.Replace('\0', '\uFFFD'));
    }

    private static bool IsName(string name) => name.Length is > 0 and <= MaxName && !name.Contains('\0');

    private static JsonElement[] Many(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? [.. element.EnumerateArray()] : element.ValueKind is JsonValueKind.Null ? [] : [element];

    private static JsonElement? Member(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        foreach (var member in element.EnumerateObject())
        {
            if (member.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return member.Value;
            }
        }

        return null;
    }

    private static string? Text(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => Readable(element),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number or JsonValueKind.Array or JsonValueKind.Object => element.GetRawText(),
        _ => null,
    };

    private static string? Readable(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: no text.
            return null;
        }
    }

    private static bool? Flag(JsonElement element) => Text(element)?.Trim().ToUpperInvariant() switch
    {
        "TRUE" or "1" or "YES" => true,
        "FALSE" or "0" or "NO" => false,
        _ => null,
    };
}
