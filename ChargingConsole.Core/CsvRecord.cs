using System.Buffers;
using System.Globalization;

namespace ChargingConsole.Core;

/// <summary>A record of comma separated values (RFC 4180) in which no spreadsheet finds a formula.</summary>
public static class CsvRecord
{
    private const string Dangerous = "=+-@\t\r";
    private static readonly SearchValues<char> s_quoted = SearchValues.Create(",\"\r\n\t;");

    /// <summary>The record with its line end. What a spreadsheet would take for a formula gets an apostrophe before it.</summary>
    public static string Of(params IEnumerable<string?> fields) => string.Join(',', fields.Select(Field)) + "\r\n";

    /// <summary>A number as a field.</summary>
    public static string? Number(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    /// <summary>A time as a field: UTC, to the millisecond.</summary>
    public static string? Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Whether a spreadsheet takes a field that begins with this for a formula.</summary>
    internal static bool IsDangerous(char first) => Dangerous.Contains(first, StringComparison.Ordinal);

    private static string Field(string? value)
    {
        var text = value ?? "";
        if (text.Length > 0 && IsDangerous(text[0]))
        {
            text = "'" + text;
        }

        return text.AsSpan().ContainsAny(s_quoted) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
