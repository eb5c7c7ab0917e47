namespace ChargingConsole.Core.Charging;

/// <summary>
/// The latest few transactions of one charge point, newest last. Charge points repeat starts and
/// stops, and send readings after the stop; those are answered from here without a query.
/// </summary>
internal sealed class RecentTransactions
{
    private const int Capacity = 8;

    private readonly Lock _lock = new();
    private TransactionRow[] _rows = [];

    /// <summary>Remembers a transaction in its present form.</summary>
    public void Put(TransactionRow row)
    {
        lock (_lock)
        {
            var index = Array.FindIndex(_rows, known => known.Id == row.Id);
            if (index >= 0)
            {
                var changed = _rows.ToArray();
                changed[index] = row;
                _rows = changed;
            }
            else
            {
                _rows = [.. _rows.AsSpan(_rows.Length < Capacity ? 0 : 1), row];
            }
        }
    }

    /// <summary>The rows, oldest first; the array is never changed.</summary>
    public TransactionRow[] Rows => Volatile.Read(ref _rows);

    /// <summary>The transaction with this id, or null.</summary>
    public TransactionRow? Find(int id) => Array.Find(Rows, row => row.Id == id);
}
