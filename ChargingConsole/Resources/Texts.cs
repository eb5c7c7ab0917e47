using Microsoft.Extensions.Localization;

namespace ChargingConsole.Resources;

/// <summary>
/// What operators read. The English text is the key and stands in the sources; <c>Texts.de.resx</c> has the German.
/// Components find the localizer as <c>L</c>, classes take an <see cref="IStringLocalizer{Texts}"/>.
/// </summary>
public sealed class Texts
{
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
