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
    private ImmutableDictionary<long, ReservationRow> _rows = ImmutableDictionary<long, ReservationRow>.Empty;
    private ImmutableHashSet<long> _claimed = [];
    private int _lastReservationId;
    private long _lastKey;
    private int _version;

    /// <summary>Counts up with every change, so that screens know when to look again.</summary>
    public int Version => Volatile.Read(ref _version);

    /// <summary>The reservations that stand, the one that ends first before the others.</summary>
    public IReadOnlyList<ReservationRow> Standing => [.. Rows.Values.Where(row => row.Status == ReservationStatus.Accepted).OrderBy(row => row.ExpiresAt)];

    /// <summary>The reservation that stands for a connector, or for the whole charge point (0); null without one.</summary>
    public ReservationRow? Of(ChargePoint chargePoint, int connectorId) => Standing.FirstOrDefault(row => row.ChargePointKey == chargePoint.Key && row.ConnectorId == connectorId);

    private ImmutableDictionary<long, ReservationRow> Rows => Volatile.Read(ref _rows);

    /// <summary>The reservation with this id that the charge point holds, or null.</summary>
    internal ReservationRow? Find(ChargePoint chargePoint, int reservationId) =>
        Rows.Values.FirstOrDefault(row => row.ChargePointKey == chargePoint.Key && row.ReservationId == reservationId && row.Status == ReservationStatus.Accepted);

    /// <summary>
    /// The reservation that this start uses, as it becomes; null without one. By its id where the charge point names
    /// it, also a little after it expired here; else the driver's or the group's own on that connector.
    /// </summary>
    internal ReservationRow? Fulfil(ChargePoint chargePoint, TransactionRow start)
    {
        var rows = Rows;
        if (rows.IsEmpty)
        {
            return null;
        }

        var here = rows.Values.Where(row => row.ChargePointKey == chargePoint.Key && row.CreatedAt - s_slack <= start.StartTime).ToList();
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

        // From here on the clock does not end it any more.
        ImmutableInterlocked.Update(ref _claimed, static (claimed, key) => claimed.Add(key), used.Key);
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

    /// <summary>Takes over a committed row.</summary>
    internal void Put(ReservationRow row)
    {
        lock (_lock)
        {
            _rows = row.Status is ReservationStatus.Accepted or ReservationStatus.Expired ? _rows.SetItem(row.Key, row) : _rows.Remove(row.Key);
        }

        ImmutableInterlocked.Update(ref _claimed, static (claimed, key) => claimed.Remove(key), row.Key);
        Interlocked.Increment(ref _version);
    }

    /// <summary>Those whose time has come.</summary>
    internal IEnumerable<ReservationRow> Due(DateTimeOffset now) => Rows.Values.Where(row => row.Status == ReservationStatus.Accepted && row.ExpiresAt <= now && !_claimed.Contains(row.Key));

    /// <summary>Whether this very row still stands, so that nothing else has ended it meanwhile.</summary>
    internal bool Stands(ReservationRow row) => Rows.GetValueOrDefault(row.Key) == row;

    /// <summary>Lets go of those that expired long ago.</summary>
    internal void Forget(DateTimeOffset now)
    {
        lock (_lock)
        {
            _rows = _rows.RemoveRange(_rows.Values.Where(row => row.Status == ReservationStatus.Expired && row.ExpiresAt + Remembered < now).Select(row => row.Key));
        }
    }
}
