using System.Text.RegularExpressions;

namespace ChargingConsole.Tests.Architecture;

public sealed class SourceTests
{
    private const int LongestFile = 400;

    public static TheoryData<string> RuleNames { get; } = new(Rules.All.Select(rule => rule.Name));

    [Theory, MemberData(nameof(RuleNames))]
    public void The_house_keeps(string rule)
    {
        var kept = Find(rule);

        Assert.Empty(SourceTree.Files.Where(kept.Concerns).SelectMany(kept.Breaches));
    }

    [Theory, MemberData(nameof(RuleNames))]
    public void A_breach_would_be_seen_of(string rule)
    {
        var kept = Find(rule);

        Assert.NotEmpty(kept.Breaches(new SourceFile("Breach", "first line\n" + kept.Breach)));
        Assert.Empty(kept.Breaches(new SourceFile("Innocent", "first line\n" + kept.Innocent)));
        Assert.Empty(kept.Breaches(new SourceFile("Comment", "    // " + kept.Breach.ReplaceLineEndings(" "))));
    }

    [Fact]
    public void Each_rule_is_about_files_that_exist()
    {
        // A room that was moved would otherwise be watched no longer.
        Assert.All(Rules.All, rule => Assert.Contains(SourceTree.Files, rule.Concerns));
    }

    [Fact]
    public void No_source_file_is_longer_than_400_lines() =>
        Assert.Empty(SourceTree.Files
            .Where(file => !file.IsMigration && Path.GetExtension(file.Path) is ".cs" or ".razor" or ".css" or ".js")
            .Select(file => (file.Path, Lines: file.Text.AsSpan().TrimEnd().Count('\n') + 1))
            .Where(file => file.Lines > LongestFile)
            .Select(file => $"{file.Path}: {file.Lines} lines"));

    [Fact]
    public void Each_handler_lies_in_a_file_named_after_its_action()
    {
        var handlers = SourceTree.Files
            .Where(file => file.Path.Contains("/Handlers/", StringComparison.Ordinal))
            .SelectMany(file => Regex.Matches(file.Text, @"\bICallHandler<(\w+)Request,").Select(match => (file.Name, Action: match.Groups[1].Value)))
            .ToList();

        Assert.NotEmpty(handlers);
        Assert.All(handlers, handler => Assert.Equal($"{handler.Action}Handler.cs", handler.Name));
    }

    private static Rule Find(string name) => Rules.All.Single(rule => rule.Name == name);
}
