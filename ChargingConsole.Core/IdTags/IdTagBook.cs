using System.Collections.Concurrent;
using ChargingConsole.Core.Charging;

namespace ChargingConsole.Core.IdTags;

/// <summary>The id tags in memory, and the rules of who may charge (OCPP 1.6 §3.5, §4.1).</summary>
public sealed class IdTagBook(TransactionBook transactions, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, IdTagRow> _tags = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>All tags, in no order.</summary>
    public ICollection<IdTagRow> All => _tags.Values;

    /// <summary>The tag, compared without regard to case and surrounding space; null when unknown.</summary>
    public IdTagRow? Find(string? idTag) => idTag is null ? null : _tags.GetValueOrDefault(idTag.Trim());

    /// <summary>Whether the tag may charge.</summary>
    /// <param name="idTag">The tag as received.</param>
    /// <param name="starting">Whether a transaction begins, so that the tag's limit counts too.</param>
    /// <param name="ending">The open transaction that the new one replaces, which does not count.</param>
    public Authorization Authorize(string? idTag, bool starting, TransactionRow? ending = null)
    {
        if (Find(idTag) is not { } tag)
        {
            return new Authorization(IdTagStatus.Invalid, null);
        }

        var status = tag.Status;
        if (status == IdTagStatus.Accepted && tag.ExpiresAt <= clock.GetUtcNow())
        {
            status = IdTagStatus.Expired;
        }
        else if (status == IdTagStatus.Accepted && starting && OpenOf(tag, ending) >= tag.MaxActiveTransactions)
        {
            status = IdTagStatus.ConcurrentTx;
        }

        return new Authorization(status, tag);
    }

    private int OpenOf(IdTagRow tag, TransactionRow? ending) =>
        transactions.OpenOfTag(tag.IdTag) - (string.Equals(ending?.IdTag.Trim(), tag.IdTag, StringComparison.OrdinalIgnoreCase) ? 1 : 0);

    internal void Put(IdTagRow tag) => _tags[tag.IdTag.Trim()] = tag;

    internal void Remove(string idTag) => _tags.TryRemove(idTag.Trim(), out _);
}

/// <summary>The answer to whether a tag may charge.</summary>
/// <param name="Status">One of <see cref="IdTagStatus"/>.</param>
/// <param name="Tag">The tag, when it is known.</param>
public readonly record struct Authorization(string Status, IdTagRow? Tag)
{
    /// <summary>Whether it may.</summary>
    public bool IsAccepted => Status == IdTagStatus.Accepted;
}
