using System.Collections.Concurrent;

namespace ChargingConsole.Core.Alerts;

/// <summary>The alerts that are not resolved, in memory.</summary>
public sealed class AlertBook
{
    private readonly ConcurrentDictionary<long, AlertRow> _open = new();
    private long _lastId;
    private long _version;

    /// <summary>All that are not resolved, the newest first.</summary>
    public IReadOnlyList<AlertRow> Open => [.. _open.Values.OrderByDescending(row => row.Id)];

    /// <summary>How many nobody has taken on.</summary>
    public int Waiting => _open.Values.Count(row => row.State == AlertState.Open);

    /// <summary>Counts up with every change, so that screens know when to look.</summary>
    public long Version => Volatile.Read(ref _version);

    /// <summary>The alert with this number; null when it is resolved or there is none.</summary>
    public AlertRow? Find(long id) => _open.GetValueOrDefault(id);

    internal long NextId() => Interlocked.Increment(ref _lastId);

    internal void StartAfter(long lastId) => _lastId = lastId;

    internal void Put(AlertRow row)
    {
        if (row.ResolvedAt is null)
        {
            _open[row.Id] = row;
        }
        else
        {
            _open.TryRemove(row.Id, out _);
        }

        Interlocked.Increment(ref _version);
    }
}
