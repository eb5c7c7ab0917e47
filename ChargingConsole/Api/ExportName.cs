using System.Globalization;
using System.Text;

namespace ChargingConsole.Api;

/// <summary>The name of a file of records, which says what they were narrowed to; of letters, digits and dashes, so that every system takes it.</summary>
internal static class ExportName
{
    private const int LongestValue = 24;
    private const int Longest = 150;

    /// <summary>The name, such as <c>sessions_charger-CP1_status-active.csv</c>.</summary>
    /// <param name="records">Which records.</param>
    /// <param name="extension">The kind of file, without a dot.</param>
    /// <param name="filters">The filters, each with its word; those without a value are left out.</param>
    public static string Of(string records, string extension, params ReadOnlySpan<(string Word, string? Value)> filters)
    {
        var name = new StringBuilder(records);
        foreach (var (word, value) in filters)
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                name.Append('_').Append(word);
                Append(name, value);
            }
        }

        name.Length = Math.Min(name.Length, Longest);
        return name.Append('.').Append(extension).ToString();
    }

    /// <summary>The value of a filter by time, UTC: the day alone where it is a day's beginning.</summary>
    public static string? Of(DateTimeOffset? time) =>
        time?.UtcDateTime is { } utc ? utc.ToString(utc.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HHmm'Z'", CultureInfo.InvariantCulture) : null;

    // What is neither letter nor digit becomes a dash, several in a row one; a value that is cut ends there.
    private static void Append(StringBuilder name, string value)
    {
        var (taken, isApart) = (0, true);
        foreach (var letter in value)
        {
            if (!char.IsAsciiLetterOrDigit(letter))
            {
                isApart = true;
            }
            else if (taken++ < LongestValue)
            {
                name.Append(isApart ? "-" : "").Append(letter);
                isApart = false;
            }
        }
    }
}
