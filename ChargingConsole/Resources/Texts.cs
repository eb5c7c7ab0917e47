using System.Globalization;
using System.Resources;
using Microsoft.Extensions.Localization;

namespace ChargingConsole.Resources;

/// <summary>
/// What operators read. The English text is the key and stands in the sources; <c>Texts.de.resx</c> has the German.
/// Components find the localizer as <c>L</c>, classes take an <see cref="IStringLocalizer{Texts}"/>.
/// </summary>
public sealed class Texts
{
    private static readonly ResourceManager s_texts = new(typeof(Texts));

    /// <summary>Tells a text where no localizer is at hand, as in a static method: the same texts in the same language.</summary>
    public static string Say(string english, params object?[] values)
    {
        var language = CultureInfo.CurrentUICulture;
        // English has no resources: they stand in the sources.
        var text = language.TwoLetterISOLanguageName == "en" || language.Equals(CultureInfo.InvariantCulture)
            ? english
            : s_texts.GetResourceSet(language, createIfNotExists: true, tryParents: false)?.GetString(english) ?? english;
        return values.Length == 0 ? text : string.Format(CultureInfo.CurrentCulture, text, values);
    }

    /// <summary>A count with its noun, in the form for one or the form for many.</summary>
    public static string SayMany(long count, string one, string many) => Say(count == 1 ? one : many, Components.Figures.Count(count));

    /// <summary>Marks an English text that is kept as data now and told through the localizer later.</summary>
    public static string Key(string english) => english;
}

/// <summary>Ways to tell a text.</summary>
public static class TextsExtensions
{
    /// <summary>A count with its noun, in the form for one or the form for many; the count takes the place {0} and is written with thousands set apart.</summary>
    public static string Many(this IStringLocalizer<Texts> texts, long count, string one, string many) =>
        texts[count == 1 ? one : many, Components.Figures.Count(count)];
}
