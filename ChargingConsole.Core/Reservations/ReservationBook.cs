using System.Collections.Immutable;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.Charging;
using ChargingConsole.Core.IdTags;

namespace ChargingConsole.Core.Reservations;

/// <summary>
/// The reservations that stand, and those lately expired, since a charge point without a network tells
/// afterwards that one was used. Also gives new ones their ids.
/// </summary>
public sealed class ReservationBook(IdTagBook idTags)
{
    // A start that was told by an offline charge point may come a day later.
    internal static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    // A charge point's clock may be that much behind ours.
    private static readonly TimeSpan s_slack = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();

    // By charge point, since every start of a transaction looks for those of its own.
    private ImmutableDictionary<int, ImmutableDictionary<long, ReservationRow>> _rows = ImmutableDictionary<int, ImmutableDictionary<long, ReservationRow>>.Empty;
    private ImmutableHashSet<long> _claimed = [];
    private int _lastReservationId;
    private long _lastKey;
    private int _version;

    /// <summary>Counts up with every change, so that screens know when to look again.</summary>
    public int Version => Volatile.Read(ref _version);

    /// <summary>The reservations that stand, the one that ends first before the others.</summary>
    public IReadOnlyList<ReservationRow> Standing => [.. All.Where(row => row.Status == ReservationStatus.Accepted).OrderBy(row => row.ExpiresAt)];

    /// <summary>The reservation that stands for a connector, or for the whole charge point (0); null without one.</summary>
    public ReservationRow? Of(ChargePoint chargePoint, int connectorId) => At(chargePoint.Key).Values.Where(row => row.Status == ReservationStatus.Accepted && row.ConnectorId == connectorId).MinBy(row => row.ExpiresAt);

    private IEnumerable<ReservationRow> All => Volatile.Read(ref _rows).Values.SelectMany(rows => rows.Values);

    /// <summary>The reservation with this id that the charge point holds, or null.</summary>
    internal ReservationRow? Find(ChargePoint chargePoint, int reservationId) =>
        At(chargePoint.Key).Values.FirstOrDefault(row => row.ReservationId == reservationId && row.Status == ReservationStatus.Accepted);

    /// <summary>
    /// The reservation that this start uses, as it becomes; null without one. By its id where the charge point names
    /// it, also a little after it expired here; else the driver's or the group's own on that connector.
    /// </summary>
    internal ReservationRow? Fulfil(ChargePoint chargePoint, TransactionRow start)
    {
        var rows = At(chargePoint.Key);
        if (rows.IsEmpty)
        {
            return null;
        }

        var here = rows.Values.Where(row => row.CreatedAt - s_slack <= start.StartTime).ToList();
        var used = start.ReservationId is { } id
            ? here.Where(row => row.ReservationId == id && row.Status is ReservationStatus.Accepted or ReservationStatus.Expired).MaxBy(row => row.Key)
            : start.Authorization == IdTagStatus.Accepted
                ? here.Where(row => row.Status == ReservationStatus.Accepted && row.ExpiresAt + s_slack >= start.StartTime
                    && (row.ConnectorId == start.ConnectorId || row.ConnectorId == 0)
                    && IsFor(row, start.IdTag)).OrderByDescending(row => row.ConnectorId).ThenBy(row => row.ExpiresAt).FirstOrDefault()
                : null;
        if (used is null)
        {
            return null;
        }

        Claim(used);
        return used with { Status = ReservationStatus.Used, TransactionId = start.Id, EndedAt = start.StartTime };
    }

    /// <summary>Whether this driver may use the reservation: it is his own, or that of his group (OCPP 1.6 §5.13).</summary>
    public bool IsFor(ReservationRow row, string idTag) =>
        string.Equals(row.IdTag.Trim(), idTag.Trim(), StringComparison.OrdinalIgnoreCase)
        || (row.ParentIdTag is { } parent && string.Equals(idTags.GroupOf(idTags.Find(idTag)), parent.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <summary>An id that no reservation had before.</summary>
    internal int NextReservationId() => Interlocked.Increment(ref _lastReservationId);

    /// <summary>A key for a new row.</summary>
    internal long NextKey() => Interlocked.Increment(ref _lastKey);

    /// <summary>Notes an id that somebody chose, so that it is not given again.</summary>
    internal void Taken(int reservationId)
    {
        // One near the end of the numbers would leave none to give.
        int last;
        while (reservationId < int.MaxValue / 2 && reservationId > (last = Volatile.Read(ref _lastReservationId))
            && Interlocked.CompareExchange(ref _lastReservationId, reservationId, last) != last)
        {
        }
    }

    internal void StartAfter(long lastKey) => _lastKey = lastKey;

    /// <summary>Keeps a reservation for something that is about to change it; from here on the clock does not end it any more, until <see cref="Put"/> or <see cref="Release"/>.</summary>
    internal void Claim(ReservationRow row)
    {
        lock (_lock)
        {
            _claimed = _claimed.Add(row.Key);
        }
    }

    /// <summary>What it was claimed for did not come about.</summary>
    internal void Release(ReservationRow? row)
    {
        if (row is not null)
        {
            lock (_lock)
            {
                _claimed = _claimed.Remove(row.Key);
            }
        }
    }

    /// <summary>Takes over a committed row.</summary>
    internal void Put(ReservationRow row)
    {
        lock (_lock)
        {
            var rows = At(row.ChargePointKey);
            rows = row.Status is ReservationStatus.Accepted or ReservationStatus.Expired ? rows.SetItem(row.Key, row) : rows.Remove(row.Key);
            _rows = rows.IsEmpty ? _rows.Remove(row.ChargePointKey) : _rows.SetItem(row.ChargePointKey, rows);
            _claimed = _claimed.Remove(row.Key);
        }

        Interlocked.Increment(ref _version);
    }

    /// <summary>Those whose time has come.</summary>
    internal IEnumerable<ReservationRow> Due(DateTimeOffset now) => All.Where(row => row.Status == ReservationStatus.Accepted && row.ExpiresAt <= now);

    /// <summary>
    /// Queues the end of a reservation, unless something else has changed it or is about to; null then. Who claims it
    /// afterwards queues afterwards, and so has the last word.
    /// </summary>
    internal Task? End(ReservationRow row, Func<Task> queue)
    {
        lock (_lock)
        {
            return Stands(row) && !_claimed.Contains(row.Key) ? queue() : null;
        }
    }

    /// <summary>Takes over the end of a reservation, unless something else has changed it meanwhile or is about to.</summary>
    internal bool PutEnd(ReservationRow row, ReservationRow ended)
    {
        lock (_lock)
        {
            if (!Stands(row) || _claimed.Contains(row.Key))
            {
                return false;
            }

            Put(ended);
            return true;
        }
    }

    /// <summary>Lets go of those that expired long ago.</summary>
    internal void Forget(DateTimeOffset now)
    {
        lock (_lock)
        {
            foreach (var row in All.Where(row => row.Status == ReservationStatus.Expired && row.ExpiresAt + Remembered < now))
            {
                var rows = At(row.ChargePointKey).Remove(row.Key);
                _rows = rows.IsEmpty ? _rows.Remove(row.ChargePointKey) : _rows.SetItem(row.ChargePointKey, rows);
            }
        }
    }

    private ImmutableDictionary<long, ReservationRow> At(int chargePointKey) =>
        Volatile.Read(ref _rows).GetValueOrDefault(chargePointKey, ImmutableDictionary<long, ReservationRow>.Empty);

    private bool Stands(ReservationRow row) => At(row.ChargePointKey).GetValueOrDefault(row.Key) == row;
}
