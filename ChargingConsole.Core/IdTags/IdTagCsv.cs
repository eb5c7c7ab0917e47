using System.Globalization;
using System.Text;

namespace ChargingConsole.Core.IdTags;

/// <summary>The columns of exported and imported lists of tags.</summary>
public static class IdTagCsv
{
    internal const string IdTag = "id_tag";
    private const string Status = "status";
    private const string ExpiresAt = "expires_at";
    private const string Parent = "parent_id_tag";
    private const string Limit = "max_active_transactions";
    private const string Chargers = "chargers";
    private const string Note = "note";

    /// <summary>The columns, in the order of an export.</summary>
    public static IReadOnlyList<string> Columns { get; } = [IdTag, Status, ExpiresAt, Parent, Limit, Chargers, Note];

    /// <summary>All tags as a file: UTF-8, a line of column names, times in UTC, charge points parted by a bar.</summary>
    public static string Export(IEnumerable<IdTagRow> tags)
    {
        var text = new StringBuilder(CsvText.Write(Columns));
        foreach (var tag in tags.OrderBy(tag => tag.IdTag, StringComparer.OrdinalIgnoreCase))
        {
            text.Append(CsvText.Write([tag.IdTag, tag.Status, CsvRecord.Time(tag.ExpiresAt), tag.ParentIdTag, CsvRecord.Number(tag.MaxActiveTransactions), tag.Chargers?.Replace('\n', '|'), tag.Note]));
        }

        return text.ToString();
    }

    /// <summary>The column meant by a heading; null when it is none of ours and is passed over.</summary>
    internal static string? ColumnOf(string heading)
    {
        var name = heading.Trim().Replace("_", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        return Columns.FirstOrDefault(column => string.Equals(column.Replace("_", "", StringComparison.Ordinal), name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Puts a cell into the row; gives what is wrong with it, or null.</summary>
    internal static string? Apply(string column, string text, ref IdTagRow row)
    {
        switch (column)
        {
            case Status:
                var status = text.Length == 0 ? IdTagStatus.Accepted : IdTagLimits.Statuses.FirstOrDefault(known => string.Equals(known, text, StringComparison.OrdinalIgnoreCase));
                row = row with { Status = status ?? row.Status };
                return status is null ? $"The status \"{text}\" is none of {string.Join(", ", IdTagLimits.Statuses)}." : null;
            case ExpiresAt:
                var isTime = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time);
                row = row with { ExpiresAt = isTime ? time : null };
                return isTime || text.Length == 0 ? null : $"The expiry \"{text}\" is no time such as 2030-01-31T12:00:00Z.";
            case Parent:
                row = row with { ParentIdTag = text.Length == 0 ? null : text };
                return text.Length > IdTagLimits.Longest ? "The group has more than 20 characters." : null;
            case Limit:
                var isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit);
                row = row with { MaxActiveTransactions = isNumber ? limit : null };
                return isNumber || text.Length == 0 ? null : $"The limit \"{text}\" is no whole number from 0.";
            case Chargers:
                row = row with { Chargers = ChargerList.Write(text.Split('|')) };
                return null;
            case Note:
                row = row with { Note = text.Length == 0 ? null : text };
                return text.Length > IdTagLimits.LongestNote ? "The note has more than 1000 characters." : null;
            default:
                return null;
        }
    }

    /// <summary>What differs between two versions of a tag, in words.</summary>
    internal static string Difference(IdTagRow before, IdTagRow after) => string.Join(", ", new[]
    {
        Change("status", before.Status, after.Status),
        Change("expiry", CsvRecord.Time(before.ExpiresAt), CsvRecord.Time(after.ExpiresAt)),
        Change("group", before.ParentIdTag, after.ParentIdTag),
        Change("limit", CsvRecord.Number(before.MaxActiveTransactions), CsvRecord.Number(after.MaxActiveTransactions)),
        Change("chargers", before.Chargers?.Replace('\n', '|'), after.Chargers?.Replace('\n', '|')),
        Change("note", before.Note, after.Note),
    }.OfType<string>());

    private static string? Change(string name, string? before, string? after) => before == after ? null : $"{name}: {Shown(before)} → {Shown(after)}";

    private static string Shown(string? text) => string.IsNullOrEmpty(text) ? "none" : text;
}
