namespace ChargingConsole.Core.LocalLists;

/// <summary>A tag on a local authorisation list, as the charge point was told it (OCPP 1.6 §7.1).</summary>
/// <param name="IdTag">The tag.</param>
/// <param name="Status">Its status, as OCPP spells it.</param>
/// <param name="ParentIdTag">Its parent (group).</param>
/// <param name="ExpiryDate">When it ends, UTC.</param>
public sealed record LocalListEntry(string IdTag, string Status, string? ParentIdTag, DateTimeOffset? ExpiryDate);

/// <summary>What is known of a charge point's local authorisation list. Immutable.</summary>
public sealed record LocalList
{
    /// <summary>What a charge point tells as its version when it keeps no list (OCPP 1.6 §6.26).</summary>
    public const int NotSupported = -1;

    /// <summary>The version by our record: that of the last update the charge point accepted; 0 when there was none.</summary>
    public int Version { get; init; }

    /// <summary>What is on it by our record, in the order of the tags.</summary>
    public IReadOnlyList<LocalListEntry> Entries { get; init; } = [];

    /// <summary>When the charge point last accepted an update, UTC.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>The version the charge point told, or accepted last; -1 when it keeps no list; null when it never told.</summary>
    public int? ChargerVersion { get; init; }

    /// <summary>When it told, UTC.</summary>
    public DateTimeOffset? ChargerVersionAt { get; init; }

    /// <summary>The kind of the last update it answered: Full or Differential.</summary>
    public string? LastType { get; init; }

    /// <summary>The version that update had.</summary>
    public int? LastVersion { get; init; }

    /// <summary>Its answer: Accepted, Failed, NotSupported, VersionMismatch, or the code of a CALLERROR.</summary>
    public string? LastStatus { get; init; }

    /// <summary>When it answered, UTC.</summary>
    public DateTimeOffset? LastAt { get; init; }

    /// <summary>An update went wrong in a way that leaves open what is on the list.</summary>
    public bool IsUncertain { get; init; }

    /// <summary>Whether the charge point keeps a list, as far as it told.</summary>
    public bool IsSupported => ChargerVersion != NotSupported;

    /// <summary>Whether only a full update brings both sides together.</summary>
    public bool NeedsFull => Version == 0 || IsUncertain || (ChargerVersion is { } told && told != Version);

    /// <summary>The version for the next update: above both sides' (OCPP 1.6 §5.15).</summary>
    public int NextVersion => Math.Max(Version, ChargerVersion ?? 0) is var highest && highest < int.MaxValue / 2 ? highest + 1 : 1;
}
