using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.LocalLists;

namespace ChargingConsole.Api;

/// <summary>A charger's local authorisation list.</summary>
internal sealed record LocalListContract
{
    public required string ChargePointId { get; init; }

    /// <summary>The version by our record; 0 when no update was accepted.</summary>
    public required int Version { get; init; }

    /// <summary>The version the charger told, or accepted last; -1 when it keeps no list; null when it never told.</summary>
    public required int? ChargerVersion { get; init; }

    public required DateTimeOffset? ChargerVersionAt { get; init; }

    /// <summary>Whether it keeps a list, as far as it told.</summary>
    public required bool Supported { get; init; }

    /// <summary>Whether only a full update brings both sides together.</summary>
    public required bool NeedsFull { get; init; }

    /// <summary>Whether the list is as the id tags want it.</summary>
    public required bool UpToDate { get; init; }

    /// <summary>What an update would add, change and remove: the tags.</summary>
    public required LocalListDifference Difference { get; init; }

    /// <summary>When the charger last accepted an update.</summary>
    public required DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>The last update it answered; null when there was none.</summary>
    public required LocalListLast? Last { get; init; }

    /// <summary>What it holds by our record.</summary>
    public required IReadOnlyList<LocalListEntryContract> Entries { get; init; }

    public static LocalListContract From(ChargePoint chargePoint, LocalListBook book, LocalListLimits limits)
    {
        var list = book.Of(chargePoint);
        var changes = LocalListBook.Difference(list.Entries, book.Wanted(chargePoint, limits.RoomOf(chargePoint)));
        var held = list.Entries.Select(entry => entry.IdTag).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new LocalListContract
        {
            ChargePointId = chargePoint.Id,
            Version = list.Version,
            ChargerVersion = list.ChargerVersion,
            ChargerVersionAt = list.ChargerVersionAt,
            Supported = list.IsSupported,
            NeedsFull = list.NeedsFull,
            UpToDate = !list.NeedsFull && changes.Count == 0,
            Difference = new(
                [.. changes.Where(change => change.Entry is not null && !held.Contains(change.IdTag)).Select(change => change.IdTag)],
                [.. changes.Where(change => change.Entry is not null && held.Contains(change.IdTag)).Select(change => change.IdTag)],
                [.. changes.Where(change => change.Entry is null).Select(change => change.IdTag)]),
            UpdatedAt = list.UpdatedAt,
            Last = list.LastAt is { } at ? new(list.LastType!, list.LastVersion, list.LastStatus, at) : null,
            Entries = [.. list.Entries.Select(entry => new LocalListEntryContract(entry.IdTag, entry.Status, entry.ParentIdTag, entry.ExpiryDate))],
        };
    }
}

/// <summary>What an update would change, as tags.</summary>
internal sealed record LocalListDifference(IReadOnlyList<string> Added, IReadOnlyList<string> Changed, IReadOnlyList<string> Removed);

/// <summary>The last update a charger answered.</summary>
/// <param name="Type">Full or Differential.</param>
/// <param name="Status">Accepted, Failed, NotSupported, VersionMismatch, or the code of a CALLERROR.</param>
internal sealed record LocalListLast(string Type, int? Version, string? Status, DateTimeOffset At);

/// <summary>A tag on a list.</summary>
internal sealed record LocalListEntryContract(string IdTag, string Status, string? ParentIdTag, DateTimeOffset? ExpiresAt);

/// <summary>Which update to send.</summary>
internal sealed record LocalListUpdateBody : ICheckedBody
{
    /// <summary>full or differential (the default).</summary>
    public string? Type { get; init; }

    /// <summary>Whether the whole list goes.</summary>
    public bool IsFull => string.Equals(Type, "full", StringComparison.OrdinalIgnoreCase);

    void ICheckedBody.Check(Violations violations) =>
        violations.Require(Type is null || IsFull || string.Equals(Type, "differential", StringComparison.OrdinalIgnoreCase), "type", "must be full or differential");
}

/// <summary>What came of an update.</summary>
/// <param name="Status">The last answer in the charger's own word; null when nothing had to be sent.</param>
/// <param name="Type">Full or Differential: what was sent in the end.</param>
/// <param name="Version">The version by our record afterwards.</param>
/// <param name="Sent">How many tags were sent and accepted.</param>
internal sealed record LocalListUpdateAnswer(
    bool Success, string? Status, string Message, string Type, int Version, int Sent, IReadOnlyList<long> CommandIds);
