using ChargingConsole.Core.Audit;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Data;
using ChargingConsole.Core.Live;

namespace ChargingConsole.Core.Security;

/// <summary>Changes what the door knows: on disk first, then in memory.</summary>
public sealed class DoorRecords(DoorBook book, CommitQueue commits, AuditTrail trail, ILiveFeed feed, TimeProvider clock)
{
    /// <summary>How many passwords a charge point may have at once that it has not come in with; the oldest go first.</summary>
    private const int MostUnproven = 4;

    /// <summary>
    /// A charge point came in: from now on it may not come with less. A password older than the one it came with is let go
    /// of; a newer one stays, since the charge point may take it up with its next connection.
    /// </summary>
    /// <exception cref="DatabaseUnavailableException">The database is away; nothing was changed.</exception>
    public async Task CameInAsync(ChargePoint chargePoint, SecurityProfile profile, ChargerKeyRow? key)
    {
        var entry = book.Of(chargePoint);
        var now = clock.GetUtcNow();
        var unit = new UnitOfWork();
        var rule = profile > entry.Required ? new DoorRuleRow { ChargePointKey = chargePoint.Key, Required = profile, RequiredAt = now } : null;
        if (rule is not null)
        {
            unit.Upsert(rule);
        }

        ChargerKeyRow[] proven = key is { ProvenAt: null } ? [key with { ProvenAt = now }] : [];
        ChargerKeyRow[] old = key is null ? [] : [.. entry.Keys.Where(known => known.Number < key.Number)];
        Array.ForEach(proven, unit.Update);
        Array.ForEach(old, unit.Delete);
        if (unit.Changes.Count == 0)
        {
            return;
        }

        await commits.CommitAsync(unit);
        if (rule is not null)
        {
            book.Take(rule);
        }

        book.Take(chargePoint.Key, proven, old);
        feed.Changed(chargePoint, FeedTopics.State);
    }

    /// <summary>An operator says what a charge point has to come with at least; lower than before too.</summary>
    /// <exception cref="DatabaseUnavailableException">The database is away; nothing was changed.</exception>
    public async Task RequireAsync(ChargePoint chargePoint, SecurityProfile profile, Actor by)
    {
        var rule = new DoorRuleRow { ChargePointKey = chargePoint.Key, Required = profile, RequiredBy = by.Name, RequiredAt = clock.GetUtcNow() };
        var unit = new UnitOfWork();
        unit.Upsert(rule);
        trail.Note(unit, by, AuditWords.DoorRule, chargePoint.Id, book.Of(chargePoint).Rule, rule);
        await commits.CommitAsync(unit);
        book.Take(rule);
        feed.Changed(chargePoint, FeedTopics.State);
    }

    /// <summary>Takes a password that the charge point has already; the ones before it count until it comes in with this.</summary>
    /// <exception cref="DatabaseUnavailableException">The database is away; nothing was changed.</exception>
    public async Task TakeKeyAsync(ChargePoint chargePoint, string key, Actor by)
    {
        var unit = new UnitOfWork();
        var after = Add(chargePoint, KeyHash.Of(key, isRandom: false), by.Name, commandId: null, unit);
        trail.Note(unit, by, AuditWords.ChargerKeySet, chargePoint.Id);
        await commits.CommitAsync(unit);
        after();
        feed.Changed(chargePoint, FeedTopics.State);
    }

    /// <summary>Forgets all passwords of a charge point.</summary>
    /// <exception cref="DatabaseUnavailableException">The database is away; nothing was changed.</exception>
    public async Task ForgetKeysAsync(ChargePoint chargePoint, Actor by)
    {
        var keys = book.Of(chargePoint).Keys;
        if (keys.IsEmpty)
        {
            return;
        }

        var unit = new UnitOfWork();
        foreach (var key in keys)
        {
            unit.Delete(key);
        }

        trail.Note(unit, by, AuditWords.ChargerKeysForgotten, chargePoint.Id);
        await commits.CommitAsync(unit);
        book.Take(chargePoint.Key, [], keys);
        feed.Changed(chargePoint, FeedTopics.State);
    }

    /// <summary>Adds a password to the unit; gives what to do after the commit.</summary>
    internal Action Add(ChargePoint chargePoint, string hash, string by, long? commandId, UnitOfWork unit)
    {
        var row = new ChargerKeyRow
        {
            Number = book.NextNumber(),
            ChargePointKey = chargePoint.Key,
            Hash = hash,
            SetAt = clock.GetUtcNow(),
            SetBy = by,
            CommandId = commandId,
        };
        unit.Insert(row);
        ChargerKeyRow[] old = [.. book.Of(chargePoint).Keys.Where(key => key.ProvenAt is null).SkipLast(MostUnproven - 1)];
        Array.ForEach(old, unit.Delete);
        return () => book.Take(chargePoint.Key, [row], old);
    }
}
