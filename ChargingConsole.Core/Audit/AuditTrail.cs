using ChargingConsole.Core.Data;

namespace ChargingConsole.Core.Audit;

/// <summary>
/// The record of who changed what. What changes rows adds its record to the same unit of work, so that no change is
/// without its record and no record without its change; what changes none is recorded for itself.
/// </summary>
public sealed class AuditTrail(CommitQueue commits, TimeProvider clock)
{
    private long _lastId;

    /// <summary>The id of the newest record; screens look whether it has moved on.</summary>
    public long LastId => Volatile.Read(ref _lastId);

    /// <summary>Adds the record of an act to the unit of work that does it.</summary>
    /// <param name="unit">What is committed together.</param>
    /// <param name="by">Who.</param>
    /// <param name="what">What, a stable word of <see cref="AuditWords"/>.</param>
    /// <param name="subject">To what.</param>
    /// <param name="before">How it was; null where it is new. Only what differs is kept, secrets hidden.</param>
    /// <param name="after">How it will be; null where it goes.</param>
    /// <param name="detail">More about it in plain words; never a secret.</param>
    public void Note<T>(UnitOfWork unit, Actor by, string what, string? subject, T? before, T? after, string? detail = null)
        where T : class
    {
        var (was, becomes) = AuditText.Changes(before, after);
        unit.Insert(Row(by, what, subject) with { Before = was, After = becomes, Detail = detail });
    }

    /// <summary>As <see cref="Note{T}"/>, but only where something differs.</summary>
    public void NoteChange<T>(UnitOfWork unit, Actor by, string what, string? subject, T before, T after)
        where T : class
    {
        if (AuditText.Changes(before, after) is { After: not null } changes)
        {
            unit.Insert(Row(by, what, subject) with { Before = changes.Before, After = changes.After });
        }
    }

    /// <summary>Adds the record of an act of which there is no before and after.</summary>
    public void Note(UnitOfWork unit, Actor by, string what, string? subject, string? detail = null) =>
        unit.Insert(Row(by, what, subject) with { Detail = detail });

    /// <summary>Records an act that changes no rows, such as a sign-in or an export; returns when that is on disk.</summary>
    /// <exception cref="DatabaseUnavailableException">The database is away; nothing was recorded.</exception>
    public Task RecordAsync(Actor by, string what, string? subject = null, AuditOutcome outcome = AuditOutcome.Done, string? detail = null)
    {
        var unit = new UnitOfWork();
        unit.Insert(Row(by, what, subject) with { Outcome = outcome, Detail = detail });
        return commits.CommitAsync(unit);
    }

    /// <summary>Adds the record of a command: who and from where; the rest stands in the command's own record.</summary>
    internal void Note(UnitOfWork unit, Actor by, string chargePointId, long commandId, string action) =>
        unit.Insert(Row(by, AuditWords.Command, chargePointId) with { CommandId = commandId, Detail = action });

    internal void StartAfter(long lastId) => _lastId = lastId;

    /// <summary>The id that a record of this moment has at least.</summary>
    internal static long IdAt(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    private AuditRow Row(Actor by, string what, string? subject)
    {
        var now = clock.GetUtcNow();
        return new AuditRow { Id = NextId(now), At = now, Who = by.Name, Way = by.Way, Address = by.Address, What = what, Subject = subject };
    }

    private long NextId(DateTimeOffset now)
    {
        long last, next;
        do
        {
            last = Volatile.Read(ref _lastId);
            next = Math.Max(IdAt(now), last + 1);
        }
        while (Interlocked.CompareExchange(ref _lastId, next, last) != last);
        return next;
    }
}
