using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ChargingConsole.Simulator.Protocol;

/// <summary>One line of an <see cref="AnswerScript"/> as people write it: ACTION=ANSWER[,after=SECONDS][,once].</summary>
internal static partial class AnswerLine
{
    /// <summary>Throws <see cref="FormatException"/> with a message for people.</summary>
    public static (string Action, Answer Answer, bool IsOnce) Parse(string line)
    {
        var match = Form().Match(line);
        if (!match.Success)
        {
            throw new FormatException($"\"{line}\" is not of the form ACTION=ANSWER[,after=SECONDS][,once].");
        }

        var answer = What(match.Groups["what"].Value);
        if (match.Groups["after"] is { Success: true } after)
        {
            answer = answer.After(TimeSpan.FromSeconds(double.Parse(after.Value, CultureInfo.InvariantCulture)));
        }

        return (match.Groups["action"].Value, answer, match.Groups["once"].Success);
    }

    private static Answer What(string what)
    {
        switch (what)
        {
            case "normal":
                return Answer.Normal;
            case "silence":
                return Answer.Silence;
            case "drop":
                return Answer.Drop;
            case "malformed":
                return Answer.Malformed;
        }

        if (what.StartsWith("error:", StringComparison.Ordinal))
        {
            return Answer.CallError(what["error:".Length..], "As the script says.");
        }

        if (what.StartsWith('{'))
        {
            try
            {
                return Answer.Result(what);
            }
            catch (JsonException e)
            {
                throw new FormatException($"{what} is not JSON: {e.Message}");
            }
        }

        return what.All(char.IsAsciiLetterOrDigit)
            ? Answer.Status(what)
            : throw new FormatException($"\"{what}\" is no status, normal, silence, drop, malformed, error:CODE or JSON object.");
    }

    [GeneratedRegex(@"^(?<action>\w+|\*)=(?<what>.+?)(,after=(?<after>\d{1,6}(\.\d{1,3})?))?(?<once>,once)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
