using System.Collections.Concurrent;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;

namespace ChargingConsole.Core.IdTags;

/// <summary>The id tags in memory, and the rules of who may charge (OCPP 1.6 §3.5, §4.1).</summary>
public sealed class IdTagBook(TransactionBook transactions, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, IdTagRow> _tags = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, string> _groups = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>All tags, in no order.</summary>
    public ICollection<IdTagRow> All => _tags.Values;

    /// <summary>Counts up with every change, so that screens know when to look again.</summary>
    public int Version => Volatile.Read(ref _version);

    private int _version;

    /// <summary>The tag, compared without regard to case and surrounding space; null when unknown.</summary>
    public IdTagRow? Find(string? idTag) => idTag is null ? null : _tags.GetValueOrDefault(idTag.Trim());

    /// <summary>
    /// The group of a tag in one spelling for all its members, since charge points may compare it by the letter; null when it has none.
    /// </summary>
    public string? GroupOf(IdTagRow? tag) => tag?.ParentIdTag?.Trim() is not { Length: > 0 } group ? null
        : Find(group)?.IdTag ?? _groups.GetOrAdd(group, group);

    /// <summary>Whether two tags are one, or belong to one group, of which either may be the parent itself.</summary>
    public bool AreOfOneGroup(string? one, string? other)
    {
        var (a, b) = (one?.Trim() ?? "", other?.Trim() ?? "");
        var (groupOfA, groupOfB) = (GroupOf(Find(a)), GroupOf(Find(b)));
        return a.Length > 0 && b.Length > 0
            && (Same(a, b) || (groupOfA is not null && (Same(groupOfA, groupOfB) || Same(groupOfA, b))) || (groupOfB is not null && Same(groupOfB, a)));
    }

    /// <summary>Whether the tag, or its group where it has no list of its own, is let in at this charge point.</summary>
    public bool MayUse(IdTagRow tag, ChargePoint chargePoint) =>
        ChargerList.Allows(tag.Chargers ?? Find(tag.ParentIdTag)?.Chargers, chargePoint);

    /// <summary>Whether the tag may charge.</summary>
    /// <param name="idTag">The tag as received.</param>
    /// <param name="starting">Whether a transaction begins, so that the tag's limit counts too.</param>
    /// <param name="ending">The open transaction that the new one replaces, which does not count.</param>
    /// <param name="at">Where; null for anywhere.</param>
    public Authorization Authorize(string? idTag, bool starting, TransactionRow? ending = null, ChargePoint? at = null)
    {
        if (Find(idTag) is not { } tag)
        {
            return new Authorization(IdTagStatus.Invalid, null);
        }

        var status = tag.StatusAt(clock.GetUtcNow());
        var isAway = status == IdTagStatus.Accepted && at is not null && !MayUse(tag, at);
        if (isAway)
        {
            status = IdTagStatus.Blocked;
        }
        else if (status == IdTagStatus.Accepted && starting && OpenOf(tag, ending) >= tag.MaxActiveTransactions)
        {
            status = IdTagStatus.ConcurrentTx;
        }

        if (status != IdTagStatus.Accepted && !starting && at is not null && MayStop(tag, at, byGroup: isAway))
        {
            (status, isAway) = (IdTagStatus.Accepted, false);
        }

        return new Authorization(status, tag) { Group = GroupOf(tag), IsElsewhere = isAway };
    }

    /// <summary>
    /// A driver who charges here may present the tag to stop, whatever became of the tag since; so may another of
    /// the group who is in order, although this charge point is not on the list.
    /// </summary>
    private bool MayStop(IdTagRow tag, ChargePoint at, bool byGroup) => TransactionBook.OpenOf(at).Any(transaction =>
        transaction.Authorization == IdTagStatus.Accepted
        && (Same(transaction.IdTag.Trim(), tag.IdTag) || (byGroup && AreOfOneGroup(transaction.IdTag, tag.IdTag))));

    private int OpenOf(IdTagRow tag, TransactionRow? ending) =>
        transactions.OpenOfTag(tag.IdTag) - (ending?.Authorization == IdTagStatus.Accepted && Same(ending.IdTag.Trim(), tag.IdTag) ? 1 : 0);

    internal void Put(IdTagRow tag)
    {
        _tags[tag.IdTag.Trim()] = tag;
        Interlocked.Increment(ref _version);
    }

    internal void Remove(string idTag)
    {
        _tags.TryRemove(idTag.Trim(), out _);
        Interlocked.Increment(ref _version);
    }

    private static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}

/// <summary>The answer to whether a tag may charge.</summary>
/// <param name="Status">One of <see cref="IdTagStatus"/>.</param>
/// <param name="Tag">The tag, when it is known.</param>
public readonly record struct Authorization(string Status, IdTagRow? Tag)
{
    /// <summary>The tag's parent as charge points are told it.</summary>
    public string? Group { get; init; }

    /// <summary>It is refused only because it may not use this charge point.</summary>
    public bool IsElsewhere { get; init; }

    /// <summary>Whether it may.</summary>
    public bool IsAccepted => Status == IdTagStatus.Accepted;
}
