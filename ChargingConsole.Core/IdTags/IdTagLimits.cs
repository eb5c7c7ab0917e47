namespace ChargingConsole.Core.IdTags;

/// <summary>What a tag can be, for every way it may come in.</summary>
public static class IdTagLimits
{
    /// <summary>The longest tag (OCPP 1.6 §7.28).</summary>
    public const int Longest = 20;

    /// <summary>The longest note.</summary>
    public const int LongestNote = 1000;

    /// <summary>The statuses a tag can be given.</summary>
    public static IReadOnlyList<string> Statuses { get; } = [IdTagStatus.Accepted, IdTagStatus.Blocked, IdTagStatus.Expired, IdTagStatus.Invalid];

    /// <summary>Why this cannot be a tag; null when it can.</summary>
    public static string? OfTag(string? idTag) => idTag?.Trim() switch
    {
        null or "" => "The id tag is missing.",
        { Length: > Longest } => "An id tag has at most 20 characters.",
        var tag when tag.Any(char.IsControl) => "An id tag has no control characters.",
        _ => null,
    };
}
