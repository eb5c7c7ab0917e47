using System.Collections.Concurrent;
using ChargingConsole.Core.ChargePoints;
using ChargingConsole.Core.IdTags;

namespace ChargingConsole.Core.Charging;

/// <summary>The open transactions of all charge points, and the ids of new ones.</summary>
public sealed class TransactionBook
{
    private readonly ConcurrentDictionary<int, TransactionRow> _open = new();
    private readonly ConcurrentDictionary<string, int> _openByTag = new(StringComparer.OrdinalIgnoreCase);
    private int _lastId;

    /// <summary>All open transactions, in no order.</summary>
    public ICollection<TransactionRow> Open => _open.Values;

    /// <summary>How many are open.</summary>
    public int OpenCount => _open.Count;

    /// <summary>The open transaction with this id, or null.</summary>
    public TransactionRow? FindOpen(int id) => _open.GetValueOrDefault(id);

    /// <summary>The transaction of this charge point, open or lately ended, that memory still holds; null also when it is another's.</summary>
    internal TransactionRow? Find(ChargePoint chargePoint, int id) =>
        chargePoint.Recent.Find(id) ?? (FindOpen(id) is { } open && open.ChargePointKey == chargePoint.Key ? open : null);

    /// <summary>The open transactions of a charge point.</summary>
    internal static IEnumerable<TransactionRow> OpenOf(ChargePoint chargePoint) =>
        Array.FindAll(chargePoint.Recent.Rows, row => row.IsOpen)
            .UnionBy(chargePoint.State.Connectors.Values.Select(connector => connector.Transaction).OfType<TransactionRow>(), row => row.Id);

    /// <summary>How many open transactions a tag has; starts that were refused do not count, since some chargers never end them.</summary>
    public int OpenOfTag(string idTag) => _openByTag.GetValueOrDefault(idTag.Trim());

    /// <summary>A new id. An id that is never committed is never told to anyone, and may come again after a restart.</summary>
    internal int NextId() => Interlocked.Increment(ref _lastId);

    internal void StartAfter(int lastId) => _lastId = lastId;

    /// <summary>Takes over a committed row: opens, changes or closes the transaction in live state.</summary>
    internal void Apply(ChargePoint chargePoint, TransactionRow row)
    {
        chargePoint.Recent.Put(row);
        if (row.IsOpen)
        {
            if (_open.TryAdd(row.Id, row) && Counts(row))
            {
                _openByTag.AddOrUpdate(row.IdTag.Trim(), 1, static (_, count) => count + 1);
            }
            else
            {
                _open[row.Id] = row;
            }
        }
        else if (_open.TryRemove(row.Id, out _) && Counts(row))
        {
            CountDown(row.IdTag.Trim());
        }

        if (row.ConnectorId == 0)
        {
            // Nobody knows where it runs, and connector 0 is no socket.
            return;
        }

        chargePoint.Change(row, static (state, transaction) =>
        {
            var connector = state.Connector(transaction.ConnectorId);
            return transaction.IsOpen
                // One that waited in an offline queue does not displace the one that runs now.
                ? connector.Transaction?.StartTime > transaction.StartTime ? state : state.With(connector with { Transaction = transaction })
                : connector.Transaction?.Id == transaction.Id ? state.With(connector with { Transaction = null }) : state;
        });
    }

    private static bool Counts(TransactionRow row) => row.Authorization == IdTagStatus.Accepted;

    private void CountDown(string idTag)
    {
        while (_openByTag.TryGetValue(idTag, out var count))
        {
            var done = count <= 1
                ? _openByTag.TryRemove(new KeyValuePair<string, int>(idTag, count))
                : _openByTag.TryUpdate(idTag, count - 1, count);
            if (done)
            {
                return;
            }
        }
    }
}
