using ChargingConsole.Core.IdTags;

namespace ChargingConsole.Api;

/// <summary>An id tag.</summary>
internal sealed record IdTagContract(
    string IdTag, string Status, DateTimeOffset? ExpiresAt, string? ParentIdTag, int? MaxActiveTransactions, string? Note, DateTimeOffset CreatedAt)
{
    public static IdTagContract From(IdTagRow row) =>
        new(row.IdTag, row.Status, row.ExpiresAt, row.ParentIdTag, row.MaxActiveTransactions, row.Note, row.CreatedAt);
}

/// <summary>What an id tag is to be; what is absent becomes the default.</summary>
internal sealed record IdTagBody : ICheckedBody
{
    private static readonly string[] s_statuses = [IdTagStatus.Accepted, IdTagStatus.Blocked, IdTagStatus.Expired, IdTagStatus.Invalid];

    /// <summary>Accepted (the default), Blocked, Expired or Invalid.</summary>
    public string? Status { get; init; }

    /// <summary>When it ends; may be in the past.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The parent (group), at most 20 characters.</summary>
    public string? ParentIdTag { get; init; }

    /// <summary>How many sessions it may have at once; null for no limit.</summary>
    public int? MaxActiveTransactions { get; init; }

    /// <summary>A note for operators.</summary>
    public string? Note { get; init; }

    /// <summary>The tag with this body's values.</summary>
    public IdTagRow Apply(IdTagRow row) => row with
    {
        Status = Status ?? IdTagStatus.Accepted,
        ExpiresAt = ExpiresAt,
        ParentIdTag = string.IsNullOrWhiteSpace(ParentIdTag) ? null : ParentIdTag.Trim(),
        MaxActiveTransactions = MaxActiveTransactions,
        Note = Note,
    };

    void ICheckedBody.Check(Violations violations)
    {
        violations.Require(Status is null || s_statuses.Contains(Status), "status", $"must be one of {string.Join(", ", s_statuses)}");
        violations.Require(ParentIdTag is not { Length: > 20 }, "parent_id_tag", "is longer than 20 characters");
        violations.Require(MaxActiveTransactions is null or >= 0, "max_active_transactions", "is less than 0");
        violations.Require(Note is not { Length: > 1000 }, "note", "is longer than 1000 characters");
    }
}
