namespace ChargingConsole.Core.Configuration;

/// <summary>One key in which two configurations differ.</summary>
/// <param name="Key">The key.</param>
/// <param name="Left">The value on one side.</param>
/// <param name="Right">The value on the other.</param>
/// <param name="IsInLeft">Whether the one side has the key at all.</param>
/// <param name="IsInRight">Whether the other has it.</param>
public sealed record KeyDifference(string Key, string? Left, string? Right, bool IsInLeft, bool IsInRight);

/// <summary>In what two configurations differ: of one charge point at two times, or of two charge points.</summary>
public static class ConfigurationDifference
{
    /// <summary>The keys that differ, by name. Secrets are hidden on both sides and so never do.</summary>
    public static IReadOnlyList<KeyDifference> Between(IReadOnlyDictionary<string, string?> left, IReadOnlyDictionary<string, string?> right) =>
    [
        .. left.Keys.Concat(right.Keys).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)
            .Select(key =>
            {
                var isInLeft = left.TryGetValue(key, out var one);
                var isInRight = right.TryGetValue(key, out var other);
                return new KeyDifference(key, one, other, isInLeft, isInRight);
            })
            .Where(difference => difference.IsInLeft != difference.IsInRight || difference.Left != difference.Right),
    ];

    /// <summary>The keys and values of a charge point as they are known now.</summary>
    public static IReadOnlyDictionary<string, string?> Now(IReadOnlyDictionary<string, ConfigurationKeyRow> rows) =>
        rows.Values.Where(row => row.IsKnown).ToDictionary(row => row.Key, row => row.Value, StringComparer.OrdinalIgnoreCase);
}
