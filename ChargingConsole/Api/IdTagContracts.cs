using ChargingConsole.Core.Charging;
using ChargingConsole.Core.IdTags;

namespace ChargingConsole.Api;

/// <summary>An id tag.</summary>
internal sealed record IdTagContract(
    string IdTag, string Status, DateTimeOffset? ExpiresAt, string? ParentIdTag, int? MaxActiveTransactions, IReadOnlyList<string>? Chargers, string? Note, DateTimeOffset CreatedAt)
{
    public static IdTagContract From(IdTagRow row) =>
        new(row.IdTag, row.Status, row.ExpiresAt, row.ParentIdTag, row.MaxActiveTransactions, ChargerList.Read(row.Chargers), row.Note, row.CreatedAt);

    /// <summary>The tag for those who see only what is their own: without its group and the operators' note.</summary>
    public IdTagContract For(SessionReach? reach) => reach is null ? this : this with { ParentIdTag = null, Note = null };
}

/// <summary>A tag that was presented and is not known.</summary>
internal sealed record UnknownIdTagContract(
    string IdTag, DateTimeOffset FirstSeenAt, DateTimeOffset LastSeenAt, int Times, string ChargePointId, int? ConnectorId)
{
    public static UnknownIdTagContract From(UnknownIdTag seen) =>
        new(seen.IdTag, seen.FirstSeenAt, seen.LastSeenAt, seen.Times, seen.ChargePointId, seen.ConnectorId);
}

/// <summary>What taking in a list does, or would do.</summary>
/// <param name="Applied">Whether it was done, or only looked at.</param>
internal sealed record IdTagImportContract(bool Applied, int New, int Changed, int Unchanged, int Refused, IReadOnlyList<IdTagImportLineContract> Lines)
{
    public static IdTagImportContract From(IdTagImport import, bool applied) => new(
        applied,
        import.Count(ImportOutcome.New),
        import.Count(ImportOutcome.Changed),
        import.Count(ImportOutcome.Unchanged),
        import.Count(ImportOutcome.Refused),
        [.. import.Lines.Select(line => new IdTagImportLineContract(line.Line, line.IdTag, Words.Of(line.Outcome), line.Reason))]);
}

/// <summary>One line of a list.</summary>
/// <param name="Outcome">new, changed, unchanged or refused.</param>
/// <param name="Reason">Why it is refused, or what changes.</param>
internal sealed record IdTagImportLineContract(int Line, string IdTag, string Outcome, string? Reason);

/// <summary>What an id tag is to be; what is absent becomes the default.</summary>
internal sealed record IdTagBody : ICheckedBody
{
    /// <summary>Accepted (the default), Blocked, Expired or Invalid.</summary>
    public string? Status { get; init; }

    /// <summary>When it ends; may be in the past.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The parent (group), at most 20 characters.</summary>
    public string? ParentIdTag { get; init; }

    /// <summary>How many sessions it may have at once; null for no limit.</summary>
    public int? MaxActiveTransactions { get; init; }

    /// <summary>The charge_point_ids it may be used at; null or empty for all, or for those of its group.</summary>
    public IReadOnlyList<string>? Chargers { get; init; }

    /// <summary>A note for operators.</summary>
    public string? Note { get; init; }

    /// <summary>The tag with this body's values.</summary>
    public IdTagRow Apply(IdTagRow row) => row with
    {
        Status = Status ?? IdTagStatus.Accepted,
        ExpiresAt = ExpiresAt,
        ParentIdTag = string.IsNullOrWhiteSpace(ParentIdTag) ? null : ParentIdTag.Trim(),
        MaxActiveTransactions = MaxActiveTransactions,
        Chargers = ChargerList.Write(Chargers),
        Note = Note,
    };

    void ICheckedBody.Check(Violations violations)
    {
        violations.Require(Status is null || IdTagLimits.Statuses.Contains(Status), "status", $"must be one of {string.Join(", ", IdTagLimits.Statuses)}");
        violations.Require(ParentIdTag is not { Length: > 20 }, "parent_id_tag", "is longer than 20 characters");
        violations.Require(MaxActiveTransactions is null or >= 0, "max_active_transactions", "is less than 0");
        violations.Require(Chargers is null || Chargers.All(id => id is { Length: <= 255 } && !id.Contains('\n', StringComparison.Ordinal)), "chargers", "has an entry that is no charge_point_id");
        violations.Require(Note is not { Length: > 1000 }, "note", "is longer than 1000 characters");
    }
}
