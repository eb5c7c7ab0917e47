using System.Text.Json;

namespace ChargingConsole.Api;

/// <summary>Enumerations as the snake_case words of the API.</summary>
internal static class Words
{
    /// <summary>The word for a value.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => Table<T>.Of.TryGetValue(value, out var word) ? word : value.ToString();

    /// <summary>The value of a word, compared without regard to case; null when there is none.</summary>
    public static T? Read<T>(string word)
        where T : struct, Enum => Table<T>.Read.TryGetValue(word.Trim(), out var value) ? value : null;

    /// <summary>All words, for a refusal that says what would do.</summary>
    public static string All<T>()
        where T : struct, Enum => string.Join(", ", Table<T>.Of.Values);

    /// <summary>The words of the flags that are set.</summary>
    public static IReadOnlyList<string> Set<T>(T flags)
        where T : struct, Enum =>
        [.. Table<T>.Of.Where(pair => Convert.ToInt64(pair.Key, null) != 0 && flags.HasFlag(pair.Key)).Select(pair => pair.Value)];

    private static class Table<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, string> Of = Enum.GetValues<T>().ToDictionary(value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));
        public static readonly Dictionary<string, T> Read = Of.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.OrdinalIgnoreCase);
    }
}
