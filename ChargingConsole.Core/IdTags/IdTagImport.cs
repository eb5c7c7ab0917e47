using System.Globalization;

namespace ChargingConsole.Core.IdTags;

/// <summary>What becomes of one line of an imported list.</summary>
public enum ImportOutcome : byte
{
    /// <summary>The tag is not known yet.</summary>
    New,
    /// <summary>The tag is known and changes.</summary>
    Changed,
    /// <summary>The tag is known just so.</summary>
    Unchanged,
    /// <summary>The line is not taken.</summary>
    Refused,
}

/// <summary>One line of an imported list.</summary>
/// <param name="Line">Its number in the file, from 1.</param>
/// <param name="IdTag">The tag as written there.</param>
/// <param name="Outcome">What becomes of it.</param>
/// <param name="Reason">Why it is refused, or what changes.</param>
/// <param name="Row">The tag as it is to be; null when the line is refused.</param>
public sealed record ImportLine(int Line, string IdTag, ImportOutcome Outcome, string? Reason, IdTagRow? Row);

/// <summary>A list of tags read against those that are known: what taking it in would do, or did.</summary>
public sealed record IdTagImport
{
    /// <summary>The longest list, in lines.</summary>
    public const int MaxLines = 20_000;

    /// <summary>The lines, in the order of the file.</summary>
    public required IReadOnlyList<ImportLine> Lines { get; init; }

    /// <summary>Why the file as a whole cannot be taken, or was taken in part; null when it can.</summary>
    public string? Error { get; init; }

    /// <summary>The tags to write.</summary>
    public IEnumerable<IdTagRow> Rows =>
        Lines.Where(line => line.Outcome is ImportOutcome.New or ImportOutcome.Changed).Select(line => line.Row!);

    /// <summary>How many lines have this outcome.</summary>
    public int Count(ImportOutcome outcome) => Lines.Count(line => line.Outcome == outcome);

    /// <summary>
    /// Reads a list whose first line names the columns of <see cref="IdTagCsv"/>. A column that is not there leaves
    /// what is known of a tag as it is; an empty cell clears it.
    /// </summary>
    public static IdTagImport Plan(string csv, IdTagBook book, DateTimeOffset now)
    {
        var records = CsvText.Read(csv).Take(MaxLines + 2).ToList();
        if (records.Count == 0)
        {
            return Failed("The file is empty.");
        }

        var columns = records[0].Fields.Select(IdTagCsv.ColumnOf).ToList();
        if (!columns.Contains(IdTagCsv.IdTag))
        {
            return Failed($"The first line has to name the columns, id_tag among them; known are {string.Join(", ", IdTagCsv.Columns)}.");
        }

        if (columns.OfType<string>().GroupBy(column => column).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            return Failed($"The column {twice.Key} is there twice.");
        }

        if (records.Count > MaxLines + 1)
        {
            return Failed($"The file has more than {MaxLines.ToString("N0", CultureInfo.InvariantCulture)} lines. Import it in parts.");
        }

        var seen = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        return new IdTagImport { Lines = [.. records.Skip(1).Select(record => ReadLine(record.Line, columns, record.Fields, book, seen, now))] };
    }

    private static IdTagImport Failed(string error) => new() { Lines = [], Error = error };

    private static ImportLine ReadLine(int number, List<string?> columns, IReadOnlyList<string> fields, IdTagBook book, Dictionary<string, int> seen, DateTimeOffset now)
    {
        var cells = columns.Zip(fields).Where(pair => pair.First is not null).ToDictionary(pair => pair.First!, pair => pair.Second.Trim());
        var idTag = cells.GetValueOrDefault(IdTagCsv.IdTag, "");
        if (fields.Count > columns.Count)
        {
            return Refused("It has more cells than the first line has columns.");
        }

        if (IdTagLimits.OfTag(idTag) is { } wrong)
        {
            return Refused(wrong);
        }

        if (!seen.TryAdd(idTag, number))
        {
            return Refused($"The same tag as in line {seen[idTag]}.");
        }

        var known = book.Find(idTag);
        var row = known ?? new IdTagRow { IdTag = idTag, CreatedAt = now };
        foreach (var (column, text) in cells)
        {
            if (IdTagCsv.Apply(column, text, ref row) is { } error)
            {
                return Refused(error);
            }
        }

        var outcome = known is null ? ImportOutcome.New : row == known ? ImportOutcome.Unchanged : ImportOutcome.Changed;
        return new ImportLine(number, idTag, outcome, outcome == ImportOutcome.Changed ? IdTagCsv.Difference(known!, row) : null, row);

        ImportLine Refused(string reason) => new(number, idTag, ImportOutcome.Refused, reason, null);
    }
}
