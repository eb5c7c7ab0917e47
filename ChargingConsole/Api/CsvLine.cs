namespace ChargingConsole.Api;

/// <summary>A record of comma separated values (RFC 4180) in which no spreadsheet finds a formula.</summary>
internal static class CsvLine
{
    private static readonly System.Buffers.SearchValues<char> s_quoted = System.Buffers.SearchValues.Create(",\"\r\n\t;");

    /// <summary>The record with its line end.</summary>
    public static string Of(params IEnumerable<string?> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    private static string Cell(string? value)
    {
        var text = value ?? "";
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r')
        {
            text = $"'{text}";
        }

        return text.AsSpan().ContainsAny(s_quoted) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
