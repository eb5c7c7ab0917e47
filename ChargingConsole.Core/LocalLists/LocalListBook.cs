using System.Collections.Concurrent;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.IdTags;

namespace ChargingConsole.Core.LocalLists;

/// <summary>The local authorisation lists of all charge points by our record, and what they ought to be by the id tags.</summary>
public sealed class LocalListBook(IdTagBook idTags)
{
    private const int PoolSlack = 1_000;
    private static readonly LocalList s_none = new();
    private readonly ConcurrentDictionary<int, LocalList> _lists = new();
    private readonly ConcurrentDictionary<int, LocalList> _queued = new();

    // Most charge points hold the same entries: one in memory for all of them.
    private readonly ConcurrentDictionary<LocalListEntry, LocalListEntry> _pool = new();
    private readonly ConcurrentDictionary<int, Lock> _locks = new();
    private int _held;
    private int _version;

    /// <summary>Counts up with every change, so that screens know when to look again.</summary>
    public int Version => Volatile.Read(ref _version);

    /// <summary>What is known of a charge point's list.</summary>
    public LocalList Of(ChargePoint chargePoint) => _lists.GetValueOrDefault(chargePoint.Key, s_none);

    /// <summary>
    /// What ought to be on the list: every tag that may use the charge point, also a blocked one, so that it is refused
    /// without a network too. When there is no room for all, those that may charge go first.
    /// </summary>
    /// <param name="chargePoint">The charge point.</param>
    /// <param name="room">How many entries it holds; null for no known limit.</param>
    public IReadOnlyList<LocalListEntry> Wanted(ChargePoint chargePoint, int? room = null) =>
    [
        .. idTags.All
            .Where(tag => tag.IdTag.Length <= IdTagLimits.Longest && idTags.MayUse(tag, chargePoint))
            .OrderBy(tag => tag.Status == IdTagStatus.Accepted ? 0 : 1).ThenBy(tag => tag.IdTag, StringComparer.OrdinalIgnoreCase)
            .Take(room ?? int.MaxValue)
            .OrderBy(tag => tag.IdTag, StringComparer.OrdinalIgnoreCase)
            .Select(tag => Pooled(new LocalListEntry(tag.IdTag, tag.Status, idTags.GroupOf(tag), Milliseconds(tag.ExpiresAt)))),
    ];

    /// <summary>What a differential update has to say.</summary>
    public static IReadOnlyList<LocalListChange> Difference(IReadOnlyList<LocalListEntry> held, IReadOnlyList<LocalListEntry> wanted)
    {
        var before = held.ToDictionary(entry => entry.IdTag, StringComparer.OrdinalIgnoreCase);
        var after = wanted.Select(entry => entry.IdTag).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. wanted.Where(entry => before.GetValueOrDefault(entry.IdTag) != entry).Select(entry => new LocalListChange(entry.IdTag, entry)),
            .. held.Where(entry => !after.Contains(entry.IdTag)).Select(entry => new LocalListChange(entry.IdTag, null)),
        ];
    }

    internal void Load(LocalListRow row)
    {
        var list = row.ToList();
        _lists[row.ChargePointKey] = _queued[row.ChargePointKey] = list with { Entries = [.. list.Entries.Select(Pooled)] };
    }

    /// <summary>
    /// Works out the next state. Two answers may come before the first is on disk, so each builds on what was last
    /// queued, and <see cref="Of"/> shows it once it is committed.
    /// </summary>
    /// <returns>The row to write, and what to do after the commit.</returns>
    internal (LocalListRow Row, Action Committed) Change(ChargePoint chargePoint, Func<LocalList, LocalList> change)
    {
        lock (_locks.GetOrAdd(chargePoint.Key, static _ => new()))
        {
            var next = change(_queued.GetValueOrDefault(chargePoint.Key, s_none));
            next = next with { Entries = [.. next.Entries.Select(Pooled)] };
            _queued[chargePoint.Key] = next;
            Tidy();
            return (LocalListRow.From(chargePoint.Key, next), () => Show(chargePoint, next));
        }
    }

    private void Show(ChargePoint chargePoint, LocalList list)
    {
        _lists[chargePoint.Key] = list;
        Interlocked.Increment(ref _version);
    }

    /// <summary>Lets go of the entries that no list holds any more, once they may be as many as those that are held.</summary>
    private void Tidy()
    {
        if (_pool.Count <= (2 * Volatile.Read(ref _held)) + PoolSlack)
        {
            return;
        }

        var held = _lists.Values.Concat(_queued.Values).SelectMany(list => list.Entries).ToHashSet();
        foreach (var entry in _pool.Keys.Where(entry => !held.Contains(entry)))
        {
            _pool.TryRemove(entry, out _);
        }

        Volatile.Write(ref _held, held.Count);
    }

    private LocalListEntry Pooled(LocalListEntry entry) => _pool.GetOrAdd(entry, entry);

    // As precise as the wire and the database are, so that what was sent compares with what is wanted.
    private static DateTimeOffset? Milliseconds(DateTimeOffset? time) =>
        time is { } exact ? DateTimeOffset.FromUnixTimeMilliseconds(exact.ToUnixTimeMilliseconds()) : null;
}
