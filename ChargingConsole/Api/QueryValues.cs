using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ChargingConsole.Api;

/// <summary>A yes or no in a query: <c>1</c>, <c>true</c>, <c>0</c> or <c>false</c>, since the mobile app writes <c>online_only=1</c>.</summary>
internal readonly record struct Flag(bool IsSet)
{
    public static bool TryParse(string? text, out Flag flag)
    {
        var known = text?.Trim().ToUpperInvariant() switch
        {
            "1" or "TRUE" or "YES" => true,
            "0" or "FALSE" or "NO" or "" => false,
            _ => (bool?)null,
        };
        flag = new Flag(known == true);
        return known is not null;
    }
}

/// <summary>A moment in a query: ISO 8601, taken as UTC when it names no zone.</summary>
internal readonly record struct Moment(DateTimeOffset Utc)
{
    private static readonly DateTimeOffset s_first = DateTimeOffset.UnixEpoch;
    private static readonly DateTimeOffset s_last = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static bool TryParse([NotNullWhen(true)] string? text, out Moment moment)
    {
        // A plus sign that was not percent-encoded arrives as a space.
        var repaired = text is { Length: > 6 } && text[^6] == ' ' ? $"{text[..^6]}+{text[^5..]}" : text;
        var read = DateTimeOffset.TryParse(repaired, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var utc);
        // Queries reckon a day to either side, which the calendar's ends do not have.
        moment = new Moment(utc < s_first ? s_first : utc > s_last ? s_last : utc);
        return read;
    }
}

/// <summary>How many items a list gives.</summary>
internal static class Limit
{
    /// <summary>The limit asked for, cut to <paramref name="maximum"/>; at least 1.</summary>
    public static int Of(int? asked, int standard, int maximum) => Math.Clamp(asked ?? standard, 1, maximum);
}
