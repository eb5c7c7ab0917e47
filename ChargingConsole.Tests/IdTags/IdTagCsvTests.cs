using ChargingConsole.Core.Charging;
using ChargingConsole.Core.IdTags;
using ChargingConsole.Tests.Data;

namespace ChargingConsole.Tests.IdTags;

/// <summary>Lists of tags in and out.</summary>
public sealed class IdTagCsvTests
{
    private readonly IdTagBook _book = new(new TransactionBook(), TimeProvider.System);

    [Fact]
    public void What_was_exported_is_imported_as_it_was()
    {
        IdTagRow[] tags =
        [
            Rows.IdTag("A") with { Note = "=HYPERLINK(\"http://evil\")" },
            Rows.IdTag("+B") with { ParentIdTag = "@G", Note = "two\nlines, and \"quotes\"; too" },
            Rows.IdTag("'-C") with { Note = "''twice", ExpiresAt = Rows.Noon, MaxActiveTransactions = 0, Status = IdTagStatus.Blocked },
            Rows.IdTag("D") with { Chargers = "CP 1\nCP,2", Note = " 'tis" },
        ];

        var text = IdTagCsv.Export(tags);
        var import = IdTagImport.Plan(text, _book, Rows.Noon);

        Assert.Null(import.Error);
        Assert.Equal(tags.OrderBy(tag => tag.IdTag, StringComparer.OrdinalIgnoreCase), import.Rows.Select(row => row.Note == "'tis" ? row with { Note = " 'tis" } : row));
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    public void No_cell_of_an_export_is_a_formula(string note)
    {
        var line = IdTagCsv.Export([Rows.IdTag("A") with { Note = note }]).Split("\r\n")[1];

        Assert.EndsWith($",{(note.Contains('\t', StringComparison.Ordinal) ? "\"" : "")}'{note}{(note.Contains('\t', StringComparison.Ordinal) ? "\"" : "")}", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_line_says_what_becomes_of_it_and_why()
    {
        _book.Put(Rows.IdTag("same"));
        _book.Put(Rows.IdTag("Old") with { ParentIdTag = "G", Note = "kept" });

        var import = IdTagImport.Plan(
            """
            id_tag,status,expires_at,parent_id_tag,max_active_transactions
            new1,,2030-01-31T12:00:00Z,FAMILY,2
            SAME,Accepted,,,
            OLD,blocked,,,

            new1,,,,
            ,,,,
            way-too-long-for-an-id-tag,,,,
            s1,Lost,,,
            e1,,tomorrow,,
            m1,,,,-1
            m2,,,,many
            p1,,,123456789012345678901,
            c1,,,,,,,
            """,
            _book,
            Rows.Noon);

        Assert.Null(import.Error);
        Assert.Equal(
            [
                (2, ImportOutcome.New, null),
                (3, ImportOutcome.Unchanged, null),
                (4, ImportOutcome.Changed, "status: Accepted → Blocked, group: G → none"),
                (6, ImportOutcome.Refused, "The same tag as in line 2."),
                (8, ImportOutcome.Refused, "An id tag has at most 20 characters."),
                (9, ImportOutcome.Refused, "The status \"Lost\" is none of Accepted, Blocked, Expired, Invalid."),
                (10, ImportOutcome.Refused, "The expiry \"tomorrow\" is no time such as 2030-01-31T12:00:00Z."),
                (11, ImportOutcome.Refused, "The limit \"-1\" is no whole number from 0."),
                (12, ImportOutcome.Refused, "The limit \"many\" is no whole number from 0."),
                (13, ImportOutcome.Refused, "The group has more than 20 characters."),
                (14, ImportOutcome.Refused, "It has more cells than the first line has columns."),
            ],
            import.Lines.Select(line => (line.Line, line.Outcome, line.Reason)));
        Assert.Equal(["new1", "Old"], import.Rows.Select(row => row.IdTag));
        Assert.Equal("kept", import.Rows.Last().Note);
    }

    [Theory]
    [InlineData("id_tag;note\r\nA;\"x;y\"\r\n", "x;y")]
    [InlineData("\uFEFFNote\tId Tag\nx,y\tA\n", "x,y")]
    [InlineData("idTag,colour,note\nA,red,z", "z")]
    public void Lists_are_read_as_spreadsheets_of_any_country_write_them(string text, string note)
    {
        var row = Assert.Single(IdTagImport.Plan(text, _book, Rows.Noon).Rows);

        Assert.Equal(("A", note), (row.IdTag, row.Note));
    }

    [Theory]
    [InlineData("", "The file is empty.")]
    [InlineData("A,B\n1,2", "id_tag among them")]
    [InlineData("id_tag,status,Status\nA,,", "status is there twice")]
    public void A_file_that_is_no_list_is_refused_as_a_whole(string text, string error)
    {
        var import = IdTagImport.Plan(text, _book, Rows.Noon);

        Assert.Contains(error, import.Error, StringComparison.Ordinal);
        Assert.Empty(import.Lines);
    }

    [Fact]
    public void A_file_beyond_the_limit_is_refused_as_a_whole() =>
        Assert.Contains("20,000", IdTagImport.Plan("id_tag\n" + string.Concat(Enumerable.Range(0, IdTagImport.MaxLines + 1).Select(i => $"T{i}\n")), _book, Rows.Noon).Error, StringComparison.Ordinal);
}
