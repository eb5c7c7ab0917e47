namespace ChargingConsole.Core.Firmware;

/// <summary>Names of files from outside: shown, put into addresses and headers, and never into a path on this machine.</summary>
public static class FileNames
{
    /// <summary>The longest name of a firmware file.</summary>
    public const int MaxLength = 100;

    /// <summary>Why this is no name for a firmware file, as a sentence; null when it is one.</summary>
    public static string? Fault(string name) =>
        name.Length is 0 or > MaxLength ? $"name must have 1 to {MaxLength} characters."
        : name[0] is '.' or ' ' || name[^1] is '.' or ' ' ? "name must not begin or end with a dot or a space."
        : name.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-' or '+' or ' ') ? null
        : "name may have letters, digits, dots, hyphens, underscores, plus signs and spaces only.";

    /// <summary>The last part of whatever a charge point called its file, without what would do harm in a header or on a screen.</summary>
    public static string Clean(string? name, string otherwise)
    {
        var last = (name ?? "").Split('/', '\\')[^1];
        var clean = new string([.. last.Where(character => !char.IsControl(character) && !char.IsSurrogate(character) && character is not ('"' or '<' or '>' or '|' or ':' or '*' or '?'))]).Trim(' ', '.');
        return clean.Length == 0 ? otherwise : clean.Length > MaxLength ? clean[^MaxLength..].TrimStart(' ', '.') : clean;
    }
}
