using System.Text;

namespace ChargingConsole.Core.IdTags;

/// <summary>Comma separated values (RFC 4180), read as spreadsheets of any country write them, and written so that what is read again is the same.</summary>
internal static class CsvText
{
    /// <summary>The records with the number of the line each begins at, from 1; blank lines are left out.</summary>
    /// <param name="text">The file; what parts the fields (comma, semicolon or tab) is what its first line has most of.</param>
    public static IEnumerable<(int Line, IReadOnlyList<string> Fields)> Read(string text)
    {
        text = text.TrimStart('\uFEFF');
        var separator = SeparatorOf(text);
        var (line, start) = (1, 1);
        var fields = new List<string>();
        var field = new StringBuilder();
        var (isQuoted, wasQuoted) = (false, false);
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            line += letter == '\n' ? 1 : 0;
            if (isQuoted)
            {
                if (letter != '"')
                {
                    field.Append(letter);
                }
                else if (i + 1 < text.Length && text[i + 1] == '"')
                {
                    field.Append('"');
                    i++;
                }
                else
                {
                    isQuoted = false;
                }
            }
            else if (letter == '"' && field.ToString().AsSpan().Trim().IsEmpty)
            {
                field.Clear();
                (isQuoted, wasQuoted) = (true, true);
            }
            else if (letter == separator)
            {
                EndField();
            }
            else if (letter == '\n')
            {
                EndField();
                if (fields.Exists(value => value.Length > 0))
                {
                    yield return (start, fields);
                }

                (fields, start) = ([], line);
            }
            else
            {
                field.Append(letter);
            }
        }

        EndField();
        if (fields.Exists(value => value.Length > 0))
        {
            yield return (start, fields);
        }

        void EndField()
        {
            var value = wasQuoted ? field.ToString() : field.ToString().Trim();
            fields.Add(Unarmed(value));
            field.Clear();
            (isQuoted, wasQuoted) = (false, false);
        }
    }

    /// <summary>One record, with its line end. A field with an apostrophe as <see cref="CsvRecord"/> sets one gets another, so that reading takes off no other.</summary>
    public static string Write(IEnumerable<string?> fields) => CsvRecord.Of(fields.Select(field => field is not null && IsArmed(field) ? "'" + field : field));

    // What was written with an apostrophe before it is read without.
    private static string Unarmed(string value) => IsArmed(value) ? value[1..] : value;

    private static bool IsArmed(string value) =>
        value.Length > 1 && value[0] == '\'' && (value[1] == '\'' || CsvRecord.IsDangerous(value[1]));

    private static char SeparatorOf(string text)
    {
        var head = text.AsSpan(0, text.IndexOf('\n') is >= 0 and var end ? end : text.Length);
        var (commas, semicolons, tabs) = (head.Count(','), head.Count(';'), head.Count('\t'));
        return semicolons > commas && semicolons >= tabs ? ';' : tabs > commas ? '\t' : ',';
    }
}
