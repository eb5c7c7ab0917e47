using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ChargingConsole.Tests.Architecture;

/// <summary>
/// Whatever an operator reads is told through the localizer, in English and German: <c>@L["Start charging"]</c> in a
/// component, <c>texts["…"]</c> in a class, <c>Texts.Key("…")</c> where a text is kept as data, and one line in
/// <c>ChargingConsole/Resources/Texts.de.resx</c>.
/// </summary>
public sealed partial class LanguageTests
{
    private const string Folder = "ChargingConsole/Components/";
    private const string Resources = "ChargingConsole/Resources/Texts.de.resx";

    private static readonly IReadOnlyList<SourceFile> s_sources =
        [.. SourceTree.Files.Where(file => file.Path.StartsWith("ChargingConsole/", StringComparison.Ordinal) || file.Path.StartsWith("ChargingConsole.Core/", StringComparison.Ordinal))];

    private static readonly (string Key, string German)[] s_german = ReadGerman();

    public static TheoryData<string> Pages { get; } = new(SourceTree.Files
        .Where(file => file.Path.StartsWith(Folder, StringComparison.Ordinal) && file.Path.EndsWith(".razor", StringComparison.Ordinal))
        .Select(file => file.Path[Folder.Length..^".razor".Length]));

    [Fact]
    public void Every_text_has_a_German_one()
    {
        var known = s_german.Select(text => text.Key).ToHashSet(StringComparer.Ordinal);

        Assert.Empty(Used().Where(use => !known.Contains(use.Key)).Select(use => $"{use.File}: {use.Key}").Distinct());
    }

    [Fact]
    public void No_German_text_is_left_without_use()
    {
        var used = Used().Select(use => use.Key).Concat(Literals()).ToHashSet(StringComparer.Ordinal);

        Assert.Empty(s_german.Where(text => !used.Contains(text.Key)).Select(text => text.Key));
    }

    [Fact]
    public void What_is_recorded_in_English_and_told_in_German_is_still_recorded_so()
    {
        var recorded = string.Concat(s_sources.Where(file => !file.Path.EndsWith("/RecordedForms.cs", StringComparison.Ordinal)).Select(file => file.Text)).Replace("\\\"", "\"", StringComparison.Ordinal);

        // What stands between two values stands so in one piece where it is made, but for these.
        string[] composed = ["may not charge at this charger (status", "keys and does not know", "key and does not know"];
        Assert.Empty(
            from use in Used()
            where use.File.EndsWith("/RecordedForms.cs", StringComparison.Ordinal)
            from part in Place().Replace(use.Key, "\0").Split('\0').Select(part => part.Trim(' ', '.', ':', ';', ',', '(', ')', '"', '“', '”'))
            where !recorded.Contains(part, StringComparison.OrdinalIgnoreCase) && !composed.Contains(part)
            select $"“{part}” in {use.Key}");
    }

    [Fact]
    public void No_text_is_there_twice_and_none_differs_from_another_by_capitals_alone() =>
        // The compiler of resources keeps one of such a pair and forgets the other.
        Assert.Empty(s_german.GroupBy(text => text.Key, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1).Select(same => same.Key));

    [Fact]
    public void Both_languages_have_the_same_places_for_values() =>
        Assert.Empty(s_german.Where(text => text.German.Trim().Length == 0 || !Places(text.Key).SetEquals(Places(text.German))).Select(text => text.Key));

    [Fact]
    public void No_key_is_put_together_at_run_time() =>
        Assert.Empty(s_sources.SelectMany(file => PutTogether().Matches(file.Text).Select(match => $"{file.Path}: {match.Value}")));

    [Theory, MemberData(nameof(Pages))]
    public void No_text_stands_bare_in(string component)
    {
        var file = SourceTree.Files.Single(file => file.Path == $"{Folder}{component}.razor");
        Assert.Empty(RazorText.Bare(file.Text).Select(bare => $"line {bare.Line}: {bare.Text}"));
    }

    [Theory]
    [InlineData("<p>Some words</p>")]
    [InlineData("<p title=\"Some words\">@x</p>")]
    [InlineData("<p>@(x ? \"Copied\" : \"\")</p>")]
    [InlineData("@if (x)\n{\n    <p>\n        Words of @x\n    </p>\n}")]
    [InlineData("<Notice Title=\"Nothing yet\" />")]
    [InlineData("<p>@Figures.Many(3, \"charger\", \"chargers\")</p>")]
    public void A_bare_text_would_be_seen(string markup) => Assert.NotEmpty(RazorText.Bare(markup));

    [Theory]
    [InlineData("<p class=\"muted @(x ? \"some\" : \"other\")\">@L[\"Some words\"] @L[\"{0} of {1}\", a, b.ToString(\"N0\")]</p>")]
    [InlineData("@* Some words *@\n<p title=\"@L[\"Copy {0}\", What]\">@(x ? L[\"Copied\"] : \"\")</p>")]
    [InlineData("@if (x is { } y)\n{\n    <b>@y.Name</b> @Figures.Power(1) kW\n}\nelse if (z == \"word\")\n{\n    var words = L[\"a\"];\n    <kbd>Space</kbd>\n}\n@code {\n    string s = \"Some words\";\n}")]
    [InlineData("<p>@L.Many(Shown.Count, \"{0} row\", \"{0} rows\")</p>")]
    public void What_is_told_through_the_localizer_is_no_bare_text(string markup) => Assert.Empty(RazorText.Bare(markup));

    private static IEnumerable<(string File, string Key)> Used() =>
        from file in s_sources
        from match in Use().Matches(file.Text)
        from capture in match.Groups["key"].Captures
        select (file.Path, Regex.Unescape(capture.Value));

    private static IEnumerable<string> Literals() =>
        s_sources.SelectMany(file => Literal().Matches(file.Text).Select(match => Unescape(match.Groups[1].Value)));

    // A literal may be no regular string (a verbatim one, a raw one): then it is as it stands.
    private static string Unescape(string literal)
    {
        try
        {
            return Regex.Unescape(literal);
        }
        catch (RegexParseException)
        {
            return literal;
        }
    }

    private static HashSet<string> Places(string text) => Place().Matches(text).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);

    private static (string Key, string German)[] ReadGerman() =>
    [
        .. XDocument.Load(Path.Combine(SourceTree.Root, Resources)).Root!.Elements("data")
            .Select(data => (data.Attribute("name")!.Value, data.Element("value")!.Value)),
    ];

    [GeneratedRegex("""\b(L|texts)\[\s*"(?<key>(\\.|[^"\\])*)"|\bTexts\.(Key|Say)\(\s*"(?<key>(\\.|[^"\\])*)"|\b(L\.|texts\.|Texts\.Say)Many\((?:(?!\.Many\()[^"])*"(?<key>(\\.|[^"\\])*)",\s*"(?<key>(\\.|[^"\\])*)"|\bPhrase\(\s*"(?<key>(\\.|[^"\\])*)" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Use();

    [GeneratedRegex("""\b(L|texts)\[\s*\$"|\bTexts\.(Key|Say)\(\s*\$"|\bPhrase\(\s*\$" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex PutTogether();

    [GeneratedRegex(""" "((?:\\.|[^"\\\r\n])*)" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Literal();

    [GeneratedRegex(@"\{(\d+)[^}]*\}")]
    private static partial Regex Place();
}
