using System.Collections.Frozen;
using System.Globalization;
using ChargingConsole.Core.Journal;
using ChargingConsole.Core.Ocpp.Frames;

namespace ChargingConsole.Components.Live;

/// <summary>
/// What the members of OCPP 1.6's messages mean, shortly and in our own words: <c>Resources/Meanings.tsv</c>, a
/// line each with English and German, for a member of one request or answer, of one action, or of any.
/// </summary>
public static class Meanings
{
    private static readonly FrozenDictionary<string, (string English, string German)> s_all = Read();

    /// <summary>Tells what a member of this frame's payload means; null for a frame that is none of the specification's.</summary>
    public static Func<string, string?>? For(FrameRow frame) => (frame.Action, frame.Kind) switch
    {
        ({ } action, FrameKind.Call) => member => Of($"{action}.req/{member}", $"{action}/{member}", member),
        ({ } action, FrameKind.Result) => member => Of($"{action}.conf/{member}", $"{action}/{member}", member),
        _ => null,
    };

    private static string? Of(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (s_all.TryGetValue(key, out var meaning))
            {
                return CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "de" ? meaning.German : meaning.English;
            }
        }

        return null;
    }

    private static FrozenDictionary<string, (string English, string German)> Read()
    {
        using var reader = new StreamReader(typeof(Meanings).Assembly.GetManifestResourceStream("ChargingConsole.Resources.Meanings.tsv")!);
        return reader.ReadToEnd()
            .Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('\t'))
            .ToFrozenDictionary(cells => cells[0], cells => (cells[1], cells[2]));
    }
}
