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

    // Sentences with values in them; those without are found by themselves.
    private static readonly (string Key, Regex Form)[] s_forms =
    [
        .. new[]
        {
            Texts.Key("Charger {0} is not connected"),
            Texts.Key("Charger {0} not found"),
            Texts.Key("Charger does not support {0}."),
            Texts.Key("The charger answered with an error: {0}"),
            Texts.Key("No response from charger for {0}."),
            Texts.Key("No answer: {0}."),
            Texts.Key("late: {0}. {1}"),
            Texts.Key("The charger answered {0}, which OCPP 1.6 does not know here."),
            Texts.Key("The charger will upload {0}."),
            Texts.Key("The charger has {0} certificates of this type."),
            Texts.Key("The charger told {0} keys."),
            Texts.Key("The charger told {0} key and does not know {1}."),
            Texts.Key("The charger told {0} keys and does not know {1}."),
            Texts.Key("The charger has version {0} of the local list."),
            Texts.Key("There is no open session {0}"),
            Texts.Key("Limited to {0} for {1}. The charger's schedule confirms it."),
            Texts.Key("The charger accepted {0} for {1}. It does not tell its schedule, so watch the power."),
            Texts.Key("Connector {0}"),
        }.Select(key => (key, new Regex($"^{Place().Replace(Regex.Escape(key), "(.+?)")}$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, TimeSpan.FromMilliseconds(100)))),
    ];

    /// <summary>The sentence in the viewer's language.</summary>
    public static string Say(string? english) => english is null ? "" : Say(english, 0);

    private static string Say(string english, int depth)
    {
        if (CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" || english.Length == 0)
        {
            return english;
        }

        var told = Texts.Say(english);
        if (told != english || depth == Deepest)
        {
            return told;
        }

        foreach (var (key, form) in s_forms)
        {
            if (form.Match(english) is { Success: true } match)
            {
                return Texts.Say(key, [.. match.Groups.Values.Skip(1).Select(value => Say(value.Value, depth + 1))]);
            }
        }

        return english;
    }

    [GeneratedRegex(@"\\\{\d}")]
    private static partial Regex Place();
}
