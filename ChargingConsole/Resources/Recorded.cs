using System.Globalization;
using System.Text.RegularExpressions;

namespace ChargingConsole.Resources;

/// <summary>
/// Sentences that the core made and records hold in English. A screen tells them in the viewer's language where it
/// knows them; what a charger, a vendor or an operator wrote stays as it is.
/// </summary>
public static partial class Recorded
{
    private const int Deepest = 3;

    // The core makes no longer ones; what a charger tells has no bound.
    private const int Longest = 2_000;

    // How the words of a selection begin; a comma is between its parts.
    private const string Chosen = "Chargers ";

    private static readonly (string Key, Regex Form)[] s_forms =
        [.. RecordedForms.All.Select(key => (key, new Regex($"^{Place().Replace(Regex.Escape(key), "(.+?)")}$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)))];

    /// <summary>The sentence in the viewer's language.</summary>
    public static string Say(string? english) => english is null ? "" : Say(english, 0);

    private static string Say(string english, int depth)
    {
        if (CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" || english.Length is 0 or > Longest)
        {
            return english;
        }

        var told = Texts.Say(english);
        if (told != english || depth == Deepest)
        {
            return told;
        }

        if (english.StartsWith(Chosen, StringComparison.Ordinal))
        {
            return Texts.Say("Chargers {0}", string.Join(", ", english[Chosen.Length..].Split(", ").Select(part => Say(part, depth + 1))));
        }

        foreach (var (key, form) in s_forms)
        {
            if (form.Match(english) is { Success: true } match)
            {
                return Texts.Say(key, [.. match.Groups.Values.Skip(1).Select(value => Say(value.Value, depth + 1))]);
            }
        }

        // "connectorId must be an integer.": what is wrong is known without the member's name.
        if (Fault().Match(english) is { Success: true } fault
            && $"{char.ToUpperInvariant(fault.Groups[2].Value[0])}{fault.Groups[2].Value[1..]}" is var what
            && Say(what, depth + 1) is var known && known != what)
        {
            return $"{(fault.Groups[1].Value == "The payload" ? Texts.Say("The payload") : fault.Groups[1].Value)}: {known}";
        }

        return english;
    }

    [GeneratedRegex(@"^(The payload|[\w.\[\]]+) ((?:must|is|has|holds) .+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Fault();

    [GeneratedRegex(@"\\\{\d}")]
    private static partial Regex Place();
}
