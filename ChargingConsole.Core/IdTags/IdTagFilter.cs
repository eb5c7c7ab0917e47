namespace ChargingConsole.Core.IdTags;

/// <summary>Which tags to list; absent members do not filter.</summary>
public sealed record IdTagFilter
{
    /// <summary>Part of the tag, its group or its note.</summary>
    public string? Text { get; init; }

    /// <summary>With this status, the expiry reckoned in.</summary>
    public string? Status { get; init; }

    /// <summary>Of this group.</summary>
    public string? Group { get; init; }

    /// <summary>Whether anything is filtered.</summary>
    public bool IsSet => !string.IsNullOrWhiteSpace(Text) || !string.IsNullOrEmpty(Status) || !string.IsNullOrWhiteSpace(Group);

    /// <summary>The tags that pass, in the order of the tags.</summary>
    public IEnumerable<IdTagRow> Of(IdTagBook book, DateTimeOffset now) =>
        book.All.Where(tag => Passes(tag, now)).OrderBy(tag => tag.IdTag, StringComparer.OrdinalIgnoreCase);

    private bool Passes(IdTagRow tag, DateTimeOffset now) =>
        (string.IsNullOrWhiteSpace(Text) || Has(tag.IdTag) || Has(tag.ParentIdTag) || Has(tag.Note))
        && (string.IsNullOrEmpty(Status) || string.Equals(tag.StatusAt(now), Status, StringComparison.OrdinalIgnoreCase))
        && (string.IsNullOrWhiteSpace(Group) || string.Equals(tag.ParentIdTag?.Trim(), Group.Trim(), StringComparison.OrdinalIgnoreCase));

    private bool Has(string? text) => text?.Contains(Text!.Trim(), StringComparison.OrdinalIgnoreCase) == true;
}
