using System.Text.RegularExpressions;

namespace ChargingConsole.Tests.Architecture;

/// <summary>Something that must not be found in a part of the house, or something that must.</summary>
/// <param name="Name">The rule in words.</param>
/// <param name="Where">Which files it is about, by their path.</param>
/// <param name="Pattern">What must not be found there; comments do not count.</param>
/// <param name="Breach">A line that breaks it, to show that the rule can fail.</param>
/// <param name="Innocent">A line that comes close and is allowed.</param>
internal sealed record Rule(string Name, string Where, string Pattern, string Breach, string Innocent)
{
    private readonly Regex _where = new(Where, RegexOptions.CultureInvariant);
    private readonly Regex _pattern = new(Pattern, RegexOptions.CultureInvariant | RegexOptions.Multiline);

    private static readonly Regex s_comment = new(@"^[ \t]*(///?.*|\*.*)$|@\*.*?\*@|(?<=\s)//\s.*$", RegexOptions.CultureInvariant | RegexOptions.Multiline);

    public bool Concerns(SourceFile file) => _where.IsMatch(file.Path);

    /// <summary>Each breach as file, line and what was found.</summary>
    public IEnumerable<string> Breaches(SourceFile file)
    {
        var text = s_comment.Replace(file.Text, "");
        return _pattern.Matches(text).Select(match => $"{file.Path}:{text.AsSpan(0, match.Index).Count('\n') + 1}: {match.Value.Trim()}");
    }

    public override string ToString() => Name;
}
