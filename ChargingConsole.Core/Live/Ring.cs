namespace ChargingConsole.Core.Live;

/// <summary>The newest items of a stream, each with its place in the stream.</summary>
internal sealed class Ring<T>(int capacity)
{
    private readonly T[] _items = new T[capacity];
    private readonly Lock _lock = new();
    private long _written;

    /// <summary>How many items were ever added.</summary>
    public long Written => Volatile.Read(ref _written);

    /// <summary>Adds an item over the oldest.</summary>
    public void Add(T item)
    {
        lock (_lock)
        {
            _items[_written % capacity] = item;
            Volatile.Write(ref _written, _written + 1);
        }
    }

    /// <summary>Reads from a place to the present; gives how many items were overwritten before that.</summary>
    public long Read(ref long from, List<T> into)
    {
        lock (_lock)
        {
            var oldest = Math.Max(0, _written - capacity);
            var missed = Math.Max(0, oldest - from);
            into.EnsureCapacity((int)(_written - Math.Max(from, oldest)));
            for (var place = Math.Max(from, oldest); place < _written; place++)
            {
                into.Add(_items[place % capacity]);
            }

            from = _written;
            return missed;
        }
    }
}
