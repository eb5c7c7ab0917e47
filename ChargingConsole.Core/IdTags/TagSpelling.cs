using ChargingConsole.Core.ChargePoints;

namespace ChargingConsole.Core.IdTags;

/// <summary>
/// Finds the tag that is meant where a charge point spells tags in its own way. Only for charge points with such a
/// rule: a general one would cut tags in which a sign belongs to the tag.
/// </summary>
internal static class TagSpelling
{
    /// <summary>The tag that is meant; the one told where no rule applies or helps.</summary>
    public static string? Resolve(IdTagBook book, QuirkSettings? settings, string? told)
    {
        if (settings is null or { TagSuffixSeparator: null, IgnoreTagSeparators: false } || string.IsNullOrEmpty(told) || book.Find(told) is not null)
        {
            return told;
        }

        var tag = told;
        if (settings.TagSuffixSeparator is { Length: > 0 } separator && tag.IndexOf(separator, StringComparison.Ordinal) is > 0 and var cut)
        {
            tag = tag[..cut];
        }

        if (settings.IgnoreTagSeparators && book.Find(tag) is null)
        {
            var bare = Bare(tag);
            tag = book.All.FirstOrDefault(known => string.Equals(Bare(known.IdTag), bare, StringComparison.OrdinalIgnoreCase))?.IdTag ?? tag;
        }

        return tag;
    }

    private static string Bare(string tag) => string.Concat(tag.Where(char.IsLetterOrDigit));
}
