using System.Text;

namespace ChargingConsole.Ocpp;

/// <summary>Finds out from a URL who is calling (OCPP-J 1.6 §3.1.1).</summary>
internal static class ChargePointIdentity
{
    /// <summary>The longest identity that is believed.</summary>
    public const int MaxLength = 255;

    /// <summary>
    /// The last segment of the path that is not empty, percent-decoded once. The raw target is read,
    /// since the decoded path no longer tells an encoded slash from a real one.
    /// </summary>
    /// <returns>Null when there is none, or none that can be one.</returns>
    public static string? FromTarget(string rawTarget)
    {
        var path = Path(rawTarget);
        return FromSegment(path[(path.LastIndexOf('/') + 1)..]);
    }

    /// <summary>What an identity may be, for whoever gave another.</summary>
    public const string WhatOneIs = "An identity has 1 to 255 characters, none of them a control character.";

    /// <summary>Whether a text can be an identity as it stands.</summary>
    public static bool IsOne(string text) =>
        text.Length is > 0 and <= MaxLength && text.Trim().Length == text.Length && !text.AsSpan().ContainsAnyInRange('\0', '\u001F') && text.IsNormalizedText();

    /// <summary>The segments before the last, the nearest first.</summary>
    public static IEnumerable<string> Earlier(string rawTarget) =>
        Path(rawTarget).ToString().Split('/', StringSplitOptions.RemoveEmptyEntries)[..^1].Reverse().Select(segment => FromSegment(segment)).OfType<string>();

    private static ReadOnlySpan<char> Path(string rawTarget)
    {
        var path = rawTarget.AsSpan();
        // Some firmware appends its id behind the query: /CP1?token=T/CP1.
        var query = path.IndexOfAny('?', '#');
        return (query >= 0 ? path[..query] : path).TrimEnd('/');
    }

    private static string? FromSegment(ReadOnlySpan<char> segment)
    {
        var id = Uri.UnescapeDataString(segment).Trim();
        return id.Length is 0 or > MaxLength || id.AsSpan().ContainsAnyInRange('\0', '\u001F') || !id.IsNormalizedText() ? null : id;
    }

    // Bytes that are no UTF-8 decode to U+FFFD, under which different charge points would share a name.
    private static bool IsNormalizedText(this string text) =>
        !text.Contains('\uFFFD') && text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar);
}
