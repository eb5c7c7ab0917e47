namespace ChargingConsole.Core.Data;

/// <summary>Texts as patterns of SQL's LIKE, with <c>\</c> as the escape.</summary>
internal static class Like
{
    /// <summary>The pattern that matches exactly this text.</summary>
    public static string Literally(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("%", "\\%", StringComparison.Ordinal)
        .Replace("_", "\\_", StringComparison.Ordinal)
        .Replace("[", "\\[", StringComparison.Ordinal);
}
