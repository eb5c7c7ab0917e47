namespace ChargingConsole.Core.Data;

/// <summary>
/// The units that wait for the writer. The writer sleeps in <see cref="Monitor"/>, which does not spin:
/// on one core, a spinning writer would take the processor from those who bring it work.
/// </summary>
internal sealed class WaitingUnits
{
    private readonly object _lock = new();
    private readonly Queue<UnitOfWork> _units = new();
    private bool _isWriterAsleep;
    private bool _isClosed;

    /// <summary>How many wait.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _units.Count;
            }
        }
    }

    /// <summary>Whether nothing is taken any more.</summary>
    public bool IsClosed
    {
        get
        {
            lock (_lock)
            {
                return _isClosed;
            }
        }
    }

    /// <summary>Adds a unit; false when nothing is taken any more.</summary>
    public bool TryAdd(UnitOfWork unit)
    {
        lock (_lock)
        {
            if (_isClosed)
            {
                return false;
            }

            _units.Enqueue(unit);
            if (_isWriterAsleep)
            {
                _isWriterAsleep = false;
                Monitor.Pulse(_lock);
            }

            return true;
        }
    }

    /// <summary>
    /// Waits for units and takes at most <paramref name="limit"/>, oldest first, or none when none came
    /// for as long as <paramref name="patience"/>; false when there will be none any more.
    /// </summary>
    public bool Take(List<UnitOfWork> batch, int limit, TimeSpan patience)
    {
        lock (_lock)
        {
            while (_units.Count == 0)
            {
                if (_isClosed)
                {
                    return false;
                }

                _isWriterAsleep = true;
                if (!Monitor.Wait(_lock, patience))
                {
                    _isWriterAsleep = false;
                    return true;
                }
            }

            while (batch.Count < limit && _units.TryDequeue(out var unit))
            {
                batch.Add(unit);
            }

            return true;
        }
    }

    /// <summary>Takes no more units; those that wait are still given out.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            Monitor.Pulse(_lock);
        }
    }
}
